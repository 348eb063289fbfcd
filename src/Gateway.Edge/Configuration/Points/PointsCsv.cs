using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CsvHelper;
using Gateway.Rules.Json;
using Gateway.Edge.Configuration.Templates;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Configuration.Points;

/// <summary>All points as one sheet: a row a point, a column a value, lossless both ways.</summary>
public static class PointsCsv
{
    private const int MostRows = 200_000;

    private static readonly CsvReaderOptions Reading = new()
    {
        HasHeader = false,
        Separator = ',',
        TrimWhitespace = false,
        MaxRecordSize = 4 * 1024 * 1024,
    };

    private static readonly CsvWriterOptions Writing = new() { ValidateFieldCount = true };

    public static string Write(IEnumerable<JsonObject> points)
    {
        var rows = points.Select(JsonFlattener.Flatten).ToList();
        var columns = rows.SelectMany(row => row.Keys).Distinct().ToArray();
        if (columns.Length == 0)
        {
            return "";
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, Writing, leaveOpen: true))
        {
            csv.WriteRecord(columns);
            foreach (var row in rows)
            {
                csv.WriteRecord(columns.Select(column => CsvCell.Write(row.GetValueOrDefault(column))).ToArray());
            }

            csv.Flush();
        }

        return text.ToString();
    }

    /// <summary>Reads a sheet; what cannot be read is told by row and column and left out.</summary>
    public static IReadOnlyList<SourcedPoint> Read(string text, string fileName, ConfigurationErrors errors)
    {
        var points = new List<SourcedPoint>();
        using var csv = CsvReader.FromText(text, Reading);
        try
        {
            ReadRows(csv, points, fileName, errors);
        }
        catch (CsvFormatException exception)
        {
            errors.Add($"{fileName}: row {exception.RecordNumber}", "", $"正确的 CSV：{exception.Message}", $"well-formed CSV: {exception.Message}");
        }

        return points;
    }

    private static void ReadRows(CsvReader csv, List<SourcedPoint> points, string fileName, ConfigurationErrors errors)
    {
        if (!csv.Read())
        {
            errors.Add(fileName, "", "第一行是列名", "column names in the first row");
            return;
        }

        var header = Cells(csv);
        CheckHeader(header, fileName, errors);
        for (var row = 2; csv.Read(); row++)
        {
            if (!errors.Require(row <= MostRows, fileName, row, $"至多 {MostRows} 行", $"at most {MostRows} rows"))
            {
                break;
            }

            var cells = Cells(csv);
            if (cells.Any(cell => cell.Length > 0))
            {
                points.Add(ReadRow(header, cells, $"{fileName}: row {row}", errors));
            }
        }
    }

    private static string[] Cells(CsvReader csv)
    {
        var cells = new string[csv.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = csv.GetString(i);
        }

        return cells;
    }

    private static void CheckHeader(string[] header, string fileName, ConfigurationErrors errors)
    {
        foreach (var repeated in header.Where(name => name.Length > 0).GroupBy(ColumnName).Where(group => group.Count() > 1))
        {
            errors.Add($"{fileName}: row 1", repeated.Key, "每个列名只出现一次", "each column name once");
        }
    }

    /// <summary>A byte order mark that is not at the very start, as programs leave it that put files together, is no letter of a name.</summary>
    private static string ColumnName(string cell) => cell.Trim().Trim('\uFEFF').Trim();

    private static SourcedPoint ReadRow(string[] header, string[] cells, string origin, ConfigurationErrors errors)
    {
        var record = new JsonObject();
        for (var i = 0; i < cells.Length; i++)
        {
            ReadCell(record, i < header.Length ? ColumnName(header[i]) : "", cells[i], $"{origin} column {i + 1}", errors);
        }

        JsonFlattener.CloseHoles(record);
        return new SourcedPoint(record, origin, "");
    }

    private static void ReadCell(JsonObject record, string column, string cell, string where, ConfigurationErrors errors)
    {
        if (cell.Length == 0)
        {
            return;
        }

        if (!CsvCell.TryRead(cell, WantsText(column), out var value))
        {
            errors.Add($"{where} ({column})", cell, "文字、数字，或加双引号的 JSON 文字", "a text, a number, or a JSON text in double quotes");
        }
        else if (value is not null && !JsonFlattener.TrySet(record, column, value))
        {
            errors.Add($"{where} ({column})", cell, "列名形如 modbus.address 或 judgement.limits[0].high，至多 32 层",
                "a column name such as modbus.address or judgement.limits[0].high, of at most 32 levels");
        }
    }

    private static bool WantsText(string column)
    {
        Type? type = typeof(PointConfig);
        foreach (var step in column.Split('.', '['))
        {
            type = step.EndsWith(']') ? StrictJson.Options.GetTypeInfo(type!).ElementType : Member(type!, step);
            if (type is null)
            {
                return false;
            }
        }

        return type == typeof(string);
    }

    private static Type? Member(Type type, string name)
    {
        var info = StrictJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind == JsonTypeInfoKind.Dictionary
            ? info.ElementType
            : info.Properties.FirstOrDefault(property => property.Name == name)?.PropertyType;
    }
}
