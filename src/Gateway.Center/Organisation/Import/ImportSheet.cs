using System.Globalization;
using CsvHelper;
using Gateway.Center.Organisation.People;
using Gateway.Center.Organisation.Units;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Organisation.Import;

/// <summary>Reads the sheet of an import; what cannot be read becomes errors with the row they stand on.</summary>
internal static class ImportSheet
{
    private const int MostRows = 5_000;

    private static readonly CsvReaderOptions s_reading = new() { HasHeader = false, Separator = ',', TrimWhitespace = true, MaxRecordSize = 16 * 1024 };

    public static IReadOnlyList<ImportRow> Read(string text, ConfigurationErrors errors)
    {
        var rows = new List<ImportRow>();
        using var csv = CsvReader.FromText(text.TrimStart('\uFEFF'), s_reading);
        try
        {
            if (csv.Read() && Head(csv, errors) is { } head)
            {
                ReadRows(csv, head, rows, errors);
            }
        }
        catch (CsvFormatException error)
        {
            errors.Add($"row {error.RecordNumber}", "", $"正确的 CSV：{error.Message}", $"well-formed CSV: {error.Message}");
        }

        return rows;
    }

    public static UnitRequest Unit(ImportRow row)
    {
        var english = row.OrNull("nameEn") ?? row["nameZh"];
        return new UnitRequest(
            row["id"], row.OrNull("parent"), row["level"], new LocalizedText(row["nameZh"], english), row.OrNull("industry"), row.OrNull("regionCode"));
    }

    /// <summary>Roles are <c>role</c>, <c>role@unit</c> or <c>role@unit:order</c>, with semicolons between.</summary>
    public static PersonRequest Person(ImportRow row) => new(
        row["name"], row["unit"], row.OrNull("phone"), row.OrNull("email"), row.OrNull("chat"), null,
        [.. row["roles"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(role => Role(role, row["unit"]))]);

    private static List<string>? Head(CsvReader csv, ConfigurationErrors errors)
    {
        var before = errors.Items.Count;
        var head = Cells(csv);
        foreach (var name in head)
        {
            errors.Require(ImportRow.Columns.Contains(name), "row 1", name, "列名：" + string.Join("、", ImportRow.Columns), "columns: " + string.Join(", ", ImportRow.Columns));
        }

        errors.Require(head.Distinct().Count() == head.Count, "row 1", "", "每个列名只出现一次", "each column name once");
        errors.Require(head.Contains("kind"), "row 1", "", "必须有 kind 列", "a column kind");
        return errors.Items.Count > before ? null : head;
    }

    private static void ReadRows(CsvReader csv, List<string> head, List<ImportRow> rows, ConfigurationErrors errors)
    {
        for (var number = 2; csv.Read(); number++)
        {
            if (!errors.Require(rows.Count < MostRows, $"row {number}", "", $"最多 {MostRows} 行", $"at most {MostRows} rows"))
            {
                return;
            }

            var cells = Cells(csv);
            errors.Require(cells.Count <= head.Count, $"row {number}", cells.Count, $"最多 {head.Count} 列", $"at most {head.Count} columns");
            if (cells.Any(cell => cell.Length > 0))
            {
                rows.Add(new ImportRow(number, head.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second)));
            }
        }
    }

    private static List<string> Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];

    private static RoleRequest Role(string text, string unit)
    {
        var colon = text.LastIndexOf(':');
        var order = colon < 0 ? 1 : int.TryParse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var number) ? number : 0;
        var parts = (colon < 0 ? text : text[..colon]).Split('@', 2);
        return new RoleRequest(parts.Length == 2 ? parts[1] : unit, parts[0], order);
    }
}
