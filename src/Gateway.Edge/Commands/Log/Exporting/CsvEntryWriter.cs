using System.Globalization;
using System.Text;
using CsvHelper;

namespace Gateway.Edge.Commands.Log.Exporting;

/// <summary>One header, then a row a line. Cells that do not apply are empty.</summary>
internal sealed class CsvEntryWriter : IEntryWriter
{
    private static readonly string[] s_columns = ["sequence", "time", "kind", "point", "sourceTime", "receivedTime", "value", "quality", "flags", "text", "body"];
    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    public CsvEntryWriter(Stream output)
    {
        _text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        _csv = CsvWriter.Create(_text, new CsvWriterOptions { ValidateFieldCount = true }, leaveOpen: true);
        _csv.WriteRecord(s_columns);
    }

    public void Write(in ExportedLine line)
    {
        var head = (line.Sequence.ToString(CultureInfo.InvariantCulture), ExportTexts.Time(line.Time));
        _csv.WriteRecord(line.Reading is { } reading
            ? [
                head.Item1, head.Item2, line.Kind, line.Point ?? "", ExportTexts.Time(reading.SourceTime), ExportTexts.Time(reading.ReceivedTime),
                double.IsFinite(reading.Value) ? reading.Value.ToString("R", CultureInfo.InvariantCulture) : "", ExportTexts.Quality(reading),
                ((int)reading.Flags).ToString(CultureInfo.InvariantCulture), reading.Text ?? "", "",
            ]
            : new[] { head.Item1, head.Item2, line.Kind, line.Point ?? "", "", "", "", "", "", "", line.Body?.GetRawText() ?? "" });
    }

    public void Flush()
    {
        _csv.Flush();
        _text.Flush();
    }

    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
    }
}
