using Gateway.Edge.Configuration;
using Gateway.Edge.Configuration.Schema;

namespace Gateway.Edge.Tests.Configuration;

/// <summary>What lies in <c>config/</c> works as it stands.</summary>
public sealed class ShippedFilesTests
{
    private static readonly string Templates = RepositoryFolder.File("config", "templates");

    public static TheoryData<string> SiteFiles => [.. Directory.EnumerateFiles(RepositoryFolder.File("config"), "edge*.json", SearchOption.AllDirectories)
        .Where(file => !file.Contains("schema")).Select(file => Path.GetRelativePath(RepositoryFolder.Root, file))];

    public static TheoryData<string> TemplateNames => [.. Directory.EnumerateFiles(Templates, "*.json").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(SiteFiles))]
    public void Every_site_file_loads(string file)
    {
        // Ports and folders come from the environment: any number will do here.
        var source = new ConfigurationSource(RepositoryFolder.File(file), [], name => name.EndsWith("PORT") ? "1502" : "data");
        var loaded = ConfigurationLoader.Load(source);

        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();

        // The one of the package is where an installation begins: it names nobody's sensors.
        loaded.Options!.Points.Any().ShouldBe(!file.StartsWith(Path.Combine("config", "package"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(TemplateNames))]
    public void Every_template_gives_good_points_and_says_that_nobody_reviewed_it(string name)
    {
        using var folder = new ConfigurationFolder();
        var loaded = folder.Load($$"""
            {
              "site": {"id": "s", "name": {"zh": "站", "en": "s"} },
              "templates": {{System.Text.Json.JsonSerializer.Serialize(Templates)}},
              "modbus": {"lines": [{"id": "l", "transport": {"kind": "tcp", "host": "h"}, "devices": [{"id": "x", "unit": 1, "addressBase": 0}]}]},
              "mqtt": {"connections": [{"id": "c", "host": "127.0.0.1"}]},
              "devices": [{"id": "x", "template": "{{name}}", "values": {"connection": "c"} }]
            }
            """);

        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        loaded.Options!.Points.ShouldNotBeEmpty();
        loaded.Options.Points.SelectMany(point => point.Judgement.Limits).ShouldAllBe(limit => limit.ReviewedBy == null);
        File.ReadAllText(Path.Combine(Templates, $"{name}.json")).ShouldContain("Unreviewed defaults");
    }

    [Fact]
    public void The_schema_is_that_of_the_option_records()
    {
        var written = File.ReadAllText(RepositoryFolder.File("config", "schema", "edge.schema.json"));

        written.ShouldBe(EdgeSchema.Write(), "run: gateway schema > config/schema/edge.schema.json");
    }
}
