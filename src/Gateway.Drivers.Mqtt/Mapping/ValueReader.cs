using System.Text;
using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>From what was sent to a value in the point's unit.</summary>
internal sealed class ValueReader
{
    private readonly double[] _faultCodes;
    private readonly double _factor;
    private readonly double _shift;
    private readonly bool _boolean;

    public ValueReader(MqttPointBinding binding)
    {
        var (factor, shift) = binding is { SourceUnit: { } from, Unit: { } to } ? UnitConversion.Between(from, to) ?? (1, 0) : (1, 0);
        _factor = binding.Scale * factor;
        _shift = (binding.Offset * factor) + shift;
        _faultCodes = [.. binding.FaultCodes];
        _boolean = binding.Type == "boolean";
        IsText = binding.Type == "text";
    }

    public bool IsText { get; }

    /// <summary>Reads a JSON scalar. A type that does not fit is <see cref="Quality.ConfigurationError"/>, null is bad; neither is ever zero.</summary>
    public (double Value, Quality Quality) Read(JsonTokenType kind, ReadOnlySpan<byte> text) => kind switch
    {
        JsonTokenType.Null => (double.NaN, Quality.Bad),
        JsonTokenType.True or JsonTokenType.False when _boolean => (kind == JsonTokenType.True ? 1 : 0, Quality.Good),
        JsonTokenType.Number or JsonTokenType.String => ReadText(text),
        _ => (double.NaN, Quality.ConfigurationError),
    };

    public static Quality QualityOfText(JsonTokenType kind) => kind switch
    {
        JsonTokenType.Null => Quality.Bad,
        JsonTokenType.StartObject or JsonTokenType.StartArray => Quality.ConfigurationError,
        _ => Quality.Good,
    };

    /// <summary>Text as a person reads it; JSON escapes are resolved.</summary>
    public static string Unescape(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf((byte)'\\') < 0)
        {
            return Encoding.UTF8.GetString(text);
        }

        var quoted = new byte[text.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        text.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString() ?? "";
    }

    /// <summary>Reads a number or switch position written as text.</summary>
    public (double Value, Quality Quality) ReadText(ReadOnlySpan<byte> text)
    {
        if (_boolean)
        {
            return Numbers.TryReadBoolean(text, out var on) ? (on, Quality.Good) : (double.NaN, Quality.ConfigurationError);
        }

        return Numbers.TryRead(text, out var number) ? Convert(number, Quality.Good) : (double.NaN, Quality.ConfigurationError);
    }

    public (double Value, Quality Quality) Convert(double sent, Quality quality)
    {
        if (Array.IndexOf(_faultCodes, sent) >= 0)
        {
            return (double.NaN, Quality.SensorFailure);
        }

        var value = (sent * _factor) + _shift;
        return double.IsFinite(value) ? (value, quality) : (double.NaN, quality.IsBad() ? quality : Quality.SensorFailure);
    }
}
