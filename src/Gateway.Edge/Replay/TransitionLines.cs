using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Replay;

/// <summary>
/// Writes transitions as JSON lines: <c>time, point, rule, tier, from, to, value, reason, explanation</c>. The same transitions give the same bytes: nothing of when
/// and where they were decided is in them.
/// </summary>
internal sealed class TransitionLines(Stream output) : IDisposable
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Utf8JsonWriter _json = new(output, s_options);

    public long Count { get; private set; }

    public void Write(AlarmTransition transition)
    {
        _json.WriteStartObject();
        _json.WriteString("time", new DateTime(transition.EventTime, DateTimeKind.Utc));
        _json.WriteString("point", transition.PointId);
        _json.WriteString("rule", transition.Reason.Basis.Rule);
        _json.WriteString("tier", Name(transition.Tier));
        _json.WriteString("from", Name(transition.From));
        _json.WriteString("to", Name(transition.To));
        WriteValue(transition.Reason.Value);
        _json.WriteString("reason", $"{Name(transition.Event)}: {Name(transition.Kind)}");
        WriteText("explanation", transition.Reason.Text);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        output.WriteByte((byte)'\n');
        Count++;
    }

    public void Dispose() => _json.Dispose();

    private void WriteValue(double value)
    {
        if (double.IsFinite(value))
        {
            _json.WriteNumber("value", value);
        }
        else
        {
            _json.WriteNull("value");
        }
    }

    private void WriteText(string name, LocalizedText text)
    {
        _json.WriteStartObject(name);
        _json.WriteString("zh", text.Zh);
        _json.WriteString("en", text.En);
        _json.WriteEndObject();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
