using System.Text;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>Makes the readings of one point. Built once; one task uses it.</summary>
internal sealed class PointReader
{
    private readonly int _point;
    private readonly ValueReader _value;
    private readonly StatusReader _status;
    private readonly SourceTimeFormat _time;
    private readonly IBinaryDecoder? _binary;
    private readonly bool _isJson;
    private int _valueSlot = -1;
    private int _timeSlot = -1;
    private int _rootTimeSlot = -1;
    private int _qualitySlot = -1;
    private int _flagsSlot = -1;
    private int _historicalSlot = -1;
    private readonly bool _backlog;

    public PointReader(int point, MqttPointBinding binding, IBinaryDecoderFactory decoders)
    {
        _point = point;
        _isJson = binding.Format == "json";
        _backlog = binding.Backlog;
        _value = new ValueReader(binding);
        _status = new StatusReader(binding);
        _time = new SourceTimeFormat(binding.TimeFormat, binding.TimeOffsetMinutes);
        _binary = binding is { Format: "binary", Binary: { } field } ? decoders.Create(field) : null;
    }

    /// <summary>Says where in the message its parts lie.</summary>
    public void Locate(MqttPointBinding binding, Scope scope, Scope root)
    {
        _valueSlot = scope.SlotOf(Protocol.TopicTemplate.Fill(binding.Path, binding.Variables));
        _timeSlot = scope.SlotOf(binding.TimePath);
        _rootTimeSlot = root.SlotOf(binding.TimePath);
        _qualitySlot = scope.SlotOf(binding.QualityPath);
        _flagsSlot = scope.SlotOf(binding.FlagsPath);
        _historicalSlot = scope.SlotOf(binding.HistoricalPath);
    }

    /// <summary>Reads the point from a scope whose slots are filled; false when the message does not speak of it.</summary>
    public bool ReadJson(ReadOnlySpan<byte> payload, Scope scope, Scope root, in MessageContext context)
    {
        var sent = scope.Values[_valueSlot];
        if (sent.IsMissing)
        {
            return false;
        }

        var text = sent.In(payload);
        var (value, quality) = _value.IsText ? (double.NaN, ValueReader.QualityOfText(sent.Kind)) : _value.Read(sent.Kind, text);
        var flags = DetectorFlags.None;
        if (At(scope, _qualitySlot) is { IsMissing: false } told)
        {
            quality = quality.Worse(_status.ReadQuality(told.In(payload)));
        }

        if (At(scope, _flagsSlot) is { IsMissing: false } status)
        {
            flags = _status.ReadFlags(status.In(payload));
        }

        if (At(scope, _historicalSlot) is { IsMissing: false } kept && IsTrue(kept.In(payload)))
        {
            flags |= DetectorFlags.Historical;
        }

        var time = At(scope, _timeSlot);
        var clock = time.IsMissing ? At(root, _rootTimeSlot) : time;
        Add(value, quality, flags, clock.IsMissing ? default : clock.In(payload), text, context);
        return true;
    }

    public void ReadRaw(ReadOnlySpan<byte> payload, in MessageContext context)
    {
        var (value, quality) = _value.IsText ? (double.NaN, Quality.Good) : _value.ReadText(payload);
        Add(value, quality, DetectorFlags.None, default, payload, context);
    }

    /// <summary>False when the payload does not hold the field.</summary>
    public bool ReadBinary(ReadOnlySpan<byte> payload, in MessageContext context)
    {
        if (_binary is null || !_binary.TryDecode(payload, out var sent, out var quality))
        {
            Add(double.NaN, Quality.ConfigurationError, DetectorFlags.None, default, default, context);
            return false;
        }

        (var value, quality) = quality.IsBad() ? (double.NaN, quality) : _value.Convert(sent, quality);
        Add(value, quality, DetectorFlags.None, default, default, context);
        return true;
    }

    // What the source kept while it could not send is no news, and its age says nothing of its clock.
    private bool IsHistorical(DetectorFlags flags, long told, in MessageContext context) =>
        ((flags & DetectorFlags.Historical) != 0 && told <= context.ReceivedTime) || (_backlog && context.Clock.IsLongPast(told, context.ReceivedTime));

    private static bool IsTrue(ReadOnlySpan<byte> sent) => sent.SequenceEqual("true"u8) || sent.SequenceEqual("1"u8);

    private static Scalar At(Scope scope, int slot) => slot < 0 ? default : scope.Values[slot];

    private void Add(double value, Quality quality, DetectorFlags flags, ReadOnlySpan<byte> sentTime, ReadOnlySpan<byte> text, in MessageContext context)
    {
        var time = context.ReceivedTime;
        if (!sentTime.IsEmpty)
        {
            // A time that cannot be read is as bad as a wrong clock: the value may be of any age.
            var isOff = true;
            var isRead = _time.TryRead(sentTime, out var told);
            if (isRead && IsHistorical(flags, told, context))
            {
                flags |= DetectorFlags.Historical;
                (time, isOff) = (told, false);
            }
            else
            {
                time = isRead ? context.Clock.Judge(told, time, out isOff) : time;
            }

            quality = isOff ? quality.Worse(Quality.NotAccurate) : quality;
        }
        else if (context.Retained)
        {
            quality = quality.Worse(Quality.LastUsable);
        }

        var reading = new Reading(_point, value, time, quality, flags);
        if (_value.IsText)
        {
            context.Batch.AddText(reading, _isJson ? ValueReader.Unescape(text) : Encoding.UTF8.GetString(text));
        }
        else
        {
            context.Batch.Add(reading);
        }
    }
}
