using System.Globalization;
using CsvHelper;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Roster;

/// <summary>Reads a roster: columns <c>unit, from, to, officers, leader</c>; times local as <c>2026-03-02 08:00</c>, officers separated by <c>;</c>.</summary>
public static class RosterCsv
{
    public const int MaxRows = 5000;

    private static readonly CsvReaderOptions s_reading = new() { HasHeader = false, Separator = ',', TrimWhitespace = true, MaxRecordSize = 64 * 1024 };
    private static readonly string[] s_columns = ["unit", "from", "to", "officers"];

    /// <summary>What cannot be read is told by row and column.</summary>
    public static IReadOnlyList<ShiftRequest> Read(string text, TimeZoneInfo zone, ConfigurationErrors errors)
    {
        var requests = new List<ShiftRequest>();
        using var csv = CsvReader.FromText(text.TrimStart('\uFEFF'), s_reading);
        try
        {
            ReadRows(csv, requests, zone, errors);
        }
        catch (CsvFormatException exception)
        {
            errors.Add($"row {exception.RecordNumber}", "", "正确的 CSV", "well-formed CSV");
        }

        return requests;
    }

    private static void ReadRows(CsvReader csv, List<ShiftRequest> requests, TimeZoneInfo zone, ConfigurationErrors errors)
    {
        var header = csv.Read() ? Cells(csv) : [];
        if (!errors.Require(s_columns.All(header.Contains), "row 1", string.Join(',', header), "表头：unit,from,to,officers,leader", "header: unit,from,to,officers,leader"))
        {
            return;
        }

        while (csv.Read() && errors.Require(requests.Count < MaxRows, "rows", requests.Count, $"最多 {MaxRows} 行", $"at most {MaxRows} rows"))
        {
            var cells = Cells(csv);
            string Cell(string column) => header.IndexOf(column) is >= 0 and var at && at < cells.Count ? cells[at] : "";
            var path = $"row {requests.Count + 2}";
            requests.Add(new ShiftRequest(
                Cell("unit"), Time(Cell("from"), $"{path}.from", zone, errors), Time(Cell("to"), $"{path}.to", zone, errors),
                Cell("officers").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Cell("leader") is { Length: > 0 } leader ? leader : null));
        }
    }

    private static DateTimeOffset Time(string text, string path, TimeZoneInfo zone, ConfigurationErrors errors)
    {
        var isTime = DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        errors.Require(isTime, path, text, "本地时间，如 2026-03-02 08:00", "local time such as 2026-03-02 08:00");
        return new DateTimeOffset(local, isTime ? zone.GetUtcOffset(local) : TimeSpan.Zero);
    }

    private static List<string> Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(index => csv.GetString(index))];
}
