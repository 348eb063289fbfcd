using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Edge.Configuration.Points;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Targets.Rules;
using Gateway.Pipeline.Configuration;

namespace Gateway.Fuzz.Targets.Sheets;

/// <summary>Sheets of points in any encoding: what is read, written as a sheet, is read as the same.</summary>
internal sealed partial class PointsCsvTarget : FuzzTarget
{
    public override string Name => "points-csv";

    /// <summary>Empty rows and empty cells cost an object each.</summary>
    public override int AllowedBytesPerByte => 4096;

    public override IReadOnlyList<string> Tokens { get; } = ["id,nameZh,nameEn", "modbus.address", "judgement.limits[0].high", "[1]", "mqtt.variables.x", "\"\"\"x\"\"\"", ",,", "\r\n", "range[0]", "[999999999]"];

    public override IEnumerable<byte[]> Seeds() =>
        ["id,nameZh,modbus.address,judgement.limits[0].high,mqtt.variables.a\np1,一,5,50.5,x\np2,\"二,三\",,,\n"u8.ToArray(), [0x69, 0x64, 0x0A, 0xD2, 0xBB, 0x0A], [0xEF, 0xBB, 0xBF, .. "id\np\n"u8]];

    public override string Execute(byte[] input)
    {
        var errors = new ConfigurationErrors();
        var text = CsvText.Decode(input, out var encoding);
        var points = PointsCsv.Read(text, "points.csv", errors);
        ErrorsOracle.Check(true, errors);

        // Columns no point can have, and points without a name, are told by who checks the points; how a sheet of them is written is no matter.
        if (errors.Any || points.Count == 0 || points.Any(point => point.Node["id"] is null) || !points.All(point => JsonFlattener.Flatten((JsonObject)point.Node).Keys.All(IsName)))
        {
            return $"{encoding} {ErrorsOracle.Shape(errors)}";
        }

        var written = PointsCsv.Write(points.Select(point => (JsonObject)point.Node));
        var again = PointsCsv.Read(written, "points.csv", errors);
        Oracle.Demand(!errors.Any, "what was written is read");
        var full = points.Where(point => ((JsonObject)point.Node).Count > 0).ToList();
        Oracle.Demand(again.Count <= points.Count && again.Count >= full.Count, "as many points as were written");
        var whole = again.Count == points.Count;
        Oracle.Demand(!whole || points.Zip(again).All(pair => InOrder(pair.First.Node) == InOrder(pair.Second.Node)), "what is read, written as a sheet, is read as the same");
        return $"{encoding} {Math.Min(points.Count, 5)} {written.Count(letter => letter == ',') / 4}";
    }

    /// <summary>The values by the order of their names: columns stand as they were met.</summary>
    private static string InOrder(JsonNode point) => string.Join('\n', JsonFlattener.Flatten((JsonObject)point).OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key}={cell.Value?.ToJsonString()}"));

    private static bool IsName(string column) => Column().IsMatch(column);

    [GeneratedRegex(@"^[A-Za-z][\w-]*(\[\d+\])*(\.[A-Za-z][\w-]*(\[\d+\])*)*\z", RegexOptions.ECMAScript, 1000)]
    private static partial Regex Column();
}
