using Gateway.Pipeline.Configuration;

namespace Gateway.Storage.InfluxDb.Tests;

public sealed class InfluxOptionsValidatorTests
{
    private static readonly InfluxOptions s_good = new() { Url = "http://127.0.0.1:8086", Database = "site" };

    private static readonly System.Text.Json.JsonSerializerOptions s_json = new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase) },
    };

    [Fact]
    public void Accepts_both_versions()
    {
        Paths(s_good).ShouldBeEmpty();
        Paths(new InfluxOptions { Version = InfluxVersion.V2, Url = "https://h/base", Org = "o", Bucket = "b", ReadBack = InfluxReadBack.VictoriaMetrics })
            .ShouldBeEmpty();
    }

    [Fact]
    public void Tells_every_error_at_once()
    {
        var options = new InfluxOptions
        {
            Url = "127.0.0.1:8086",
            Bucket = "b",
            TokenFile = "/no/such/file",
            TokenEnv = "GATEWAY_NO_SUCH_VARIABLE",
            Username = "u",
            BatchLines = 0,
            MaxAgeMs = 1,
            TimeoutMs = 0,
            MaxBodyBytes = 1,
            Measurement = "",
            Tags = new Dictionary<string, string> { ["point"] = "a\\b" },
            ReadBack = InfluxReadBack.VictoriaMetrics,
        };
        Paths(options).Distinct().ShouldBe(
            ["influx.url", "influx.database", "influx.bucket", "influx.tokenFile", "influx.username", "influx.tokenEnv", "influx.batchLines",
             "influx.maxAgeMs", "influx.timeoutMs", "influx.maxBodyBytes", "influx.measurement", "influx.tags.point", "influx.readBack"],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("ftp://h")]
    [InlineData("http://user:secret@h")]
    [InlineData("http://h?db=x")]
    public void Refuses_an_address_it_cannot_use(string url) => Paths(s_good with { Url = url }).ShouldBe(["influx.url"]);

    [Fact]
    public void Says_each_error_in_both_languages()
    {
        var errors = new ConfigurationErrors();
        InfluxOptionsValidator.Validate(new InfluxOptions(), "influx", errors);
        errors.Items.ShouldAllBe(e => e.Allowed.Zh.Length > 0 && e.Allowed.En.Length > 0);
    }

    [Fact]
    public void Accepts_the_sample_beside_the_project_with_no_unknown_property()
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "influx.sample.json")))!["influx"];
        var options = System.Text.Json.JsonSerializer.Deserialize<InfluxOptions>(json, s_json)!;
        Paths(options).ShouldBeEmpty();
        options.Tags["site"].ShouldBe("s-01");
    }

    private static List<string> Paths(InfluxOptions options)
    {
        var errors = new ConfigurationErrors();
        InfluxOptionsValidator.Validate(options, "influx", errors);
        return [.. errors.Items.Select(e => e.Path)];
    }
}
