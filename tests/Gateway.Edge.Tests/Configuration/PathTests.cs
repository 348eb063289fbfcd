using System.Text.Json.Nodes;
using Gateway.Edge.Configuration.Schema;

namespace Gateway.Edge.Tests.Configuration;

/// <summary>Paths count from the folder of the configuration file, wherever the program was started.</summary>
public sealed class PathTests : IDisposable
{
    private const string WithFiles = """
        {
          "site": {"id": "s1", "name": {"zh": "站", "en": "s"}},
          "mqtt": {"connections": [{"id": "c1", "host": "127.0.0.1", "username": "u", "passwordFile": "secrets/mqtt",
            "tls": {"caFile": "tls/ca.pem", "certFile": "tls/cert.pem", "keyFile": "tls/../tls/key.pem"}}]},
          "influx": {"url": "http://127.0.0.1:8086", "version": "v2", "org": "o", "bucket": "b", "tokenFile": "secrets/influx", "rejectedFile": "data/rejected.txt"},
          "notifications": {"webhooks": [{"url": "http://127.0.0.1:1/x", "secretFile": "secrets/hook"}]},
          "storage": {"folder": "data"}
        }
        """;

    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Secrets_certificates_and_data_lie_beside_the_configuration()
    {
        foreach (var name in (string[])["secrets/mqtt", "secrets/influx", "secrets/hook", "tls/ca.pem", "tls/cert.pem", "tls/key.pem"])
        {
            _folder.Write(name, "x");
        }

        var loaded = _folder.Load(WithFiles);

        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        var options = loaded.Options!;
        var connection = options.Mqtt.Connections[0];
        connection.PasswordFile.ShouldBe(Here("secrets/mqtt"));
        new[] { connection.Tls!.CaFile, connection.Tls.CertFile, connection.Tls.KeyFile }.ShouldBe([Here("tls/ca.pem"), Here("tls/cert.pem"), Here("tls/key.pem")]);
        options.Influx!.TokenFile.ShouldBe(Here("secrets/influx"));
        options.Influx.RejectedFile.ShouldBe(Here("data/rejected.txt"));
        options.Notifications.Webhooks[0].SecretFile.ShouldBe(Here("secrets/hook"));
        options.Storage.LogPath(_folder.Source.Folder).ShouldBe(Here("data/log.db"));
    }

    [Fact]
    public void A_file_that_is_missing_is_told_with_the_place_it_was_looked_for()
    {
        var loaded = _folder.Load(WithFiles);

        loaded.Errors.Items.Select(error => error.Found).ShouldBe(
            [Here("secrets/mqtt"), Here("tls/ca.pem"), Here("tls/cert.pem"), Here("tls/key.pem"), Here("secrets/influx"), Here("secrets/hook")], ignoreOrder: true);
    }

    [Fact]
    public void A_whole_path_stays()
    {
        _folder.Write("far/ca.pem", "x");
        var loaded = _folder.Load(ConfigurationFolder.Sound.Replace(
            "\"id\": \"c1\",", $$"""
            "id": "c1", "tls": {"caFile": "{{Here("far/ca.pem")}}"},
            """, StringComparison.Ordinal));

        loaded.Options!.Mqtt.Connections[0].Tls!.CaFile.ShouldBe(Here("far/ca.pem"));
    }

    [Fact]
    public void The_schema_says_where_a_path_counts_from()
    {
        var schema = JsonNode.Parse(EdgeSchema.Write())!["properties"]!;

        schema["pointsFile"]!["description"]!.GetValue<string>().ShouldContain("counts from the folder of this file");
        schema["storage"]!["properties"]!["folder"]!["description"]!.GetValue<string>().ShouldContain("counts from the folder");
        schema["influx"]!["properties"]!["tokenFile"]!["description"]!.GetValue<string>().ShouldContain("counts from the folder");
    }

    private string Here(string name) => Path.Combine(_folder.Path, name);
}
