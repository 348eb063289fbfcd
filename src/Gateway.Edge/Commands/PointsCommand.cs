using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Edge.Configuration;
using Gateway.Rules.Json;
using Gateway.Edge.Configuration.Points;
using Gateway.Edge.Configuration.Templates;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway points export|import</c>: all points as a sheet and back.</summary>
internal static class PointsCommand
{
    private static readonly Argument<string> CsvFile = new("file") { Description = "CSV file / CSV 文件" };

    private static readonly Option<CsvEncoding> Encoding = new("--encoding")
    {
        Description = "utf8, utf8WithBom (for spreadsheets) or gbk",
        DefaultValueFactory = _ => CsvEncoding.Utf8WithBom,
    };

    private static readonly Option<string?> Output = new("--out") { Description = "Write the points as JSON here; without it only check / 输出 JSON 文件" };

    public static Command Create()
    {
        var export = new Command("export", "Write every point of the configuration to a CSV file / 导出测点") { CsvFile, Encoding };
        export.SetAction(Export);
        var import = new Command("import", "Read a CSV file of points and check it with the configuration / 导入测点") { CsvFile, Output };
        import.SetAction(Import);
        return new Command("points", "Points as CSV / 测点表") { export, import };
    }

    private static int Export(ParseResult parse)
    {
        var loaded = ConfigurationLoader.Load(parse.Source());
        if (loaded.Errors.Any)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        try
        {
            File.WriteAllBytes(parse.GetValue(CsvFile)!, CsvText.Encode(PointsCsv.Write(loaded.Points), parse.GetValue(Encoding)));
        }
        catch (Exception exception) when (exception is EncoderFallbackException or IOException or UnauthorizedAccessException)
        {
            parse.InvocationConfiguration.Error.WriteLine($"{parse.GetValue(CsvFile)}: {exception.Message}");
            return GatewayCommand.BadInput;
        }

        parse.InvocationConfiguration.Output.WriteLine($"{loaded.Points.Count} points -> {parse.GetValue(CsvFile)}");
        return 0;
    }

    private static int Import(ParseResult parse)
    {
        var errors = new ConfigurationErrors();
        var file = parse.GetValue(CsvFile)!;
        var points = Read(file, errors, out var encoding);
        var checker = new ShapeChecker(errors, new HashSet<JsonNode>());
        foreach (var point in points)
        {
            checker.Check(point.Node.DeepClone(), typeof(PointConfig), point.Origin);
        }

        if (errors.Any)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        if (parse.GetValue(Output) is { } target)
        {
            var json = new JsonArray([.. points.Select(point => point.Node)]);
            File.WriteAllText(target, json.ToJsonString(StrictJson.Options) + "\n");
        }

        parse.InvocationConfiguration.Output.WriteLine($"{points.Count} points ({encoding})");
        return 0;
    }

    private static IReadOnlyList<SourcedPoint> Read(string file, ConfigurationErrors errors, out CsvEncoding encoding)
    {
        encoding = CsvEncoding.Utf8;
        try
        {
            return PointsCsv.Read(CsvText.Decode(File.ReadAllBytes(file), out encoding), Path.GetFileName(file), errors);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(file, file, $"可读取的 CSV 文件（{exception.Message}）", $"a CSV file that can be read ({exception.Message})");
            return [];
        }
    }
}
