using System.Text.Json.Nodes;
using Gateway.Edge.Configuration.Points;
using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Commands;

public sealed class PointsCommandTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Sheet => Path.Combine(_folder.Path, "points.csv");

    [Theory]
    [InlineData("utf8", CsvEncoding.Utf8)]
    [InlineData("utf8WithBom", CsvEncoding.Utf8WithBom)]
    [InlineData("gbk", CsvEncoding.Gbk)]
    public async Task What_is_exported_comes_back_without_a_loss(string encoding, CsvEncoding expected)
    {
        var before = _folder.Load(ConfigurationFolder.Sound).Points;

        (await CommandLine.RunAsync("points", "export", Sheet, "--encoding", encoding, "-c", _folder.Source.File)).Code.ShouldBe(0);
        CsvText.Decode(await File.ReadAllBytesAsync(Sheet), out var written).ShouldContain("一");
        var target = Path.Combine(_folder.Path, "points.json");
        var (code, output, errors) = await CommandLine.RunAsync("points", "import", Sheet, "--out", target);

        code.ShouldBe(0, errors);
        written.ShouldBe(expected);
        output.ShouldContain("2 points");
        var after = JsonNode.Parse(await File.ReadAllTextAsync(target))!.AsArray();
        JsonNode.DeepEquals(after, new JsonArray([.. before.Select(point => point.DeepClone())])).ShouldBeTrue(after.ToJsonString());
    }

    [Fact]
    public async Task A_configuration_that_takes_the_sheet_is_the_same_as_before()
    {
        var before = _folder.Load(ConfigurationFolder.Sound).Options!;
        await CommandLine.RunAsync("points", "export", Sheet, "--encoding", "gbk", "-c", _folder.Source.File);
        var at = ConfigurationFolder.Sound.IndexOf("\"points\"", StringComparison.Ordinal);

        var after = _folder.Load(ConfigurationFolder.Sound[..at] + "\"pointsFile\": \"points.csv\"}");

        after.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        System.Text.Json.JsonSerializer.Serialize(after.Options!.Points).ShouldBe(System.Text.Json.JsonSerializer.Serialize(before.Points));
    }

    [Fact]
    public async Task All_that_is_wrong_in_a_sheet_is_told_in_the_language_asked_for()
    {
        await File.WriteAllTextAsync(Sheet, "id,nameZh,nameEn,rnage\np1,一,One,5\np2,,Two,\n");

        var (code, _, errors) = await CommandLine.RunAsync("points", "import", Sheet, "--lang", "zh");

        code.ShouldBe(2);
        errors.ShouldContain("points.csv: row 2");
        errors.ShouldContain("是否想写 range");
        errors.ShouldContain("points.csv: row 3.nameZh");
    }

    [Theory]
    [InlineData("export")]
    [InlineData("import")]
    public async Task A_file_that_cannot_be_reached_is_told(string verb)
    {
        _folder.Load(ConfigurationFolder.Sound);
        var (code, _, errors) = await CommandLine.RunAsync("points", verb, Path.Combine(_folder.Path, "none", "points.csv"), "-c", _folder.Source.File, "--lang", "en");

        code.ShouldBe(2);
        errors.ShouldContain("points.csv");
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_letter_that_gbk_does_not_have_is_told_and_writes_nothing()
    {
        _folder.Load(ConfigurationFolder.Sound.Replace("\"一\"", "\"😀\"", StringComparison.Ordinal));

        var (code, _, errors) = await CommandLine.RunAsync("points", "export", Sheet, "--encoding", "gbk", "-c", _folder.Source.File);

        code.ShouldBe(2);
        errors.ShouldNotBeEmpty();
        File.Exists(Sheet).ShouldBeFalse();
    }

    [Fact]
    public async Task The_schema_command_writes_the_schema_that_lies_beside_the_configuration()
    {
        var (code, output, _) = await CommandLine.RunAsync("schema");

        code.ShouldBe(0);
        output.ShouldBe(await File.ReadAllTextAsync(RepositoryFolder.File("config", "schema", "edge.schema.json")));
    }
}
