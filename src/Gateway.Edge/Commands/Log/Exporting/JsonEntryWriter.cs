using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Edge.Commands.Log.Exporting;

/// <summary>A JSON object a line.</summary>
internal sealed class JsonEntryWriter(Stream output) : IEntryWriter
{
    // Chinese stays readable; the file is data, never a page.
    private readonly Utf8JsonWriter _json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Write(in ExportedLine line)
    {
        _json.WriteStartObject();
        _json.WriteNumber("sequence"u8, line.Sequence);
        _json.WriteString("time"u8, ExportTexts.Time(line.Time));
        _json.WriteString("kind"u8, line.Kind);
        if (line.Reading is { } reading)
        {
            _json.WriteString("point"u8, line.Point);
            _json.WriteString("sourceTime"u8, ExportTexts.Time(reading.SourceTime));
            _json.WriteString("receivedTime"u8, ExportTexts.Time(reading.ReceivedTime));
            WriteValue(reading.Value);
            _json.WriteString("quality"u8, ExportTexts.Quality(reading));
            _json.WriteNumber("flags"u8, (int)reading.Flags);
            if (reading.Text is { } text)
            {
                _json.WriteString("text"u8, text);
            }
        }
        else
        {
            _json.WritePropertyName("body"u8);
            line.Body!.Value.WriteTo(_json);
        }

        _json.WriteEndObject();
        _json.Flush();
        output.WriteByte((byte)'\n');
        _json.Reset();
    }

    public void Flush() => output.Flush();

    public void Dispose() => _json.Dispose();

    private void WriteValue(double value)
    {
        if (double.IsFinite(value))
        {
            _json.WriteNumber("value"u8, value);
        }
        else
        {
            _json.WriteNull("value"u8);
        }
    }
}
