using Gateway.Center.Commands;
using Gateway.Center.Configuration;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;

namespace Gateway.Center.Tests.Configuration;

public sealed class CenterConfigurationTests
{
    [Fact]
    public void The_shipped_file_loads_and_its_paths_count_from_its_folder()
    {
        var loaded = CenterConfiguration.Load(Path.Combine(TestSeeds.Root, "config", "center.json"), [], _ => null);

        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        loaded.Options!.Seeds.ShouldBe(TestSeeds.Folder);
        loaded.Options.Storage.Folder.ShouldBe(Path.Combine(TestSeeds.Root, "data", "center"));
        loaded.Options.Web.Address.ShouldBe("127.0.0.1");
    }

    [Fact]
    public void The_schema_is_that_of_the_option_records() =>
        File.ReadAllText(Path.Combine(TestSeeds.Root, "config", "schema", "center.schema.json"))
            .ShouldBe(SchemaCommand.Write(), "run: warning-center schema > config/schema/center.schema.json");

    [Fact]
    public void Every_error_of_every_section_is_told_at_once()
    {
        var paths = Errors("""
            {
              "county": { "id": "a/b", "name": { "zh": "县" }, "timeZone": "Mars/Base" },
              "database": { "kind": "postgres" },
              "web": { "address": "somewhere", "port": 70000, "colour": 1 },
              "access": { "idle": "1s", "passwordRounds": 10 },
              "logging": { "fileMiB": 0 },
              "wbe": {}
            }
            """);

        foreach (var path in new[]
        {
            "county.name.en", "web.colour", "wbe", "county.id", "county.timeZone", "database.connectionFile", "web.address", "web.port", "access.idle",
            "access.passwordRounds", "logging.fileMiB", "seeds",
        })
        {
            paths.ShouldContain($"center.json: {path}");
        }
    }

    [Fact]
    public void Plain_http_is_refused_where_others_can_reach_it_unless_a_proxy_speaks_https()
    {
        Errors(Web("""{ "address": "0.0.0.0" }""")).ShouldBe(["center.json: web.certificate"]);
        Errors(Web("""{ "address": "0.0.0.0", "behindProxy": true }""")).ShouldBeEmpty();
        Errors(Web("""{ "address": "0.0.0.0", "certificate": "none.pfx" }""")).ShouldBe(["center.json: web.certificate"]);
        Errors(Web("""{ "address": "::1" }""")).ShouldBeEmpty();
    }

    [Fact]
    public void A_connection_string_comes_from_its_file_and_no_password_may_stand_in_the_configuration()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("pg.txt"), "Host=localhost;Password=hidden\n");
        var county = """ "county": { "id": "c", "name": { "zh": "县", "en": "County" } }, """ + Seeds;

        var loaded = Load(folder, "{" + county + """, "database": { "kind": "postgres", "connectionFile": "pg.txt" } }""");
        loaded.Errors.Items.ShouldBeEmpty();
        loaded.Options!.Database.Connection.ShouldBe("Host=localhost;Password=hidden");

        var inside = Load(folder, "{" + county + """, "database": { "kind": "postgres", "connection": "Host=localhost;Password=hidden" } }""");
        inside.Errors.Items.Single().Path.ShouldBe("center.json: database.connection");
        inside.Errors.Items.Single().ToString().ShouldNotContain("hidden");
    }

    [Fact]
    public void Variables_and_settings_of_the_command_line_are_put_in()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("center.json"), """{ "county": { "id": "c", "name": { "zh": "县", "en": "County" } }, "web": { "port": "${PORT}" }, """ + Seeds + "}");

        var loaded = CenterConfiguration.Load(folder.File("center.json"), ["county.id=d", "access.sessionsPerAccount=2"], name => name == "PORT" ? "8123" : null);
        loaded.Errors.Items.ShouldBeEmpty();
        (loaded.Options!.Web.Port, loaded.Options.County.Id, loaded.Options.Access.SessionsPerAccount).ShouldBe((8123, "d", 2));
        CenterConfiguration.Load(folder.File("center.json"), [], _ => null).Errors.Items.ShouldContain(error => error.Path == "center.json: web.port");
    }

    private static string Seeds => $"\"seeds\": {System.Text.Json.JsonSerializer.Serialize(TestSeeds.Folder)}";

    private static string Web(string web) => $$"""{ "county": { "id": "c", "name": { "zh": "县", "en": "County" } }, "web": {{web}}, {{Seeds}} }""";

    private static List<string> Errors(string text)
    {
        using var folder = new TemporaryFolder();
        return [.. Load(folder, text).Errors.Items.Select(error => error.Path)];
    }

    [Fact]
    public void A_broker_on_another_machine_is_refused_without_tls_unless_an_explicit_word_allows_it()
    {
        static string Link(string host, string more = "") => Web($$"""{ "port": 8080 }, "link": { {{more}} "broker": { "id": "county", "host": "{{host}}" }, "readingsBroker": { "id": "readings", "host": "{{host}}" } }""");

        Errors(Link("10.1.2.3")).ShouldBe(["center.json: link.broker.tls", "center.json: link.readingsBroker.tls"]);
        Errors(Link("broker.county.example")).ShouldBe(["center.json: link.broker.tls", "center.json: link.readingsBroker.tls"]);
        Errors(Link("10.1.2.3", "\"allowPlain\": true,")).ShouldBeEmpty();
        Errors(Link("127.0.0.1")).ShouldBeEmpty();
    }

    private static LoadedCenter Load(TemporaryFolder folder, string text)
    {
        File.WriteAllText(folder.File("center.json"), text);
        return CenterConfiguration.Load(folder.File("center.json"), [], _ => null);
    }
}
