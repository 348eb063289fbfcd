using System.Buffers;
using System.Text.Json;
using Gateway.Fuzz.Engine;
using Gateway.Pipeline.Log;

namespace Gateway.Fuzz.Targets.Storage;

/// <summary>Records of the log that are JSON: transition, warning, mark of judging, gap. Only the documented exception; what is read is written and read again.</summary>
internal sealed class LogRecordsTarget : FuzzTarget
{
    public override string Name => "log-records";

    public override IReadOnlyList<string> Tokens { get; } =
        ["\"alarmId\":", "\"pointId\":", "\"event\":\"raised\"", "\"reason\":{", "\"readers\":[", "\"fromTime\":", "\"time\":", "\"commanded\"", "\"command\":{", "\"tier\":\"red\"", "\"NaN\"", "\"Infinity\""];

    public override IEnumerable<byte[]> Seeds() =>
    [
        GapCodec.Encode(new GapRecord { Reason = GapReason.Size, FromTime = 1, ToTime = 2, Readings = 3, Entries = 4, FromSequence = 5, ToSequence = 6, Readers = ["uplink"] }),
        Written(output => LogCodec.EncodeMark(new JudgingMark(JudgingEvent.Elapsed, 5), output)),
        "{\"id\":\"a\",\"alarmId\":\"p/high\",\"pointId\":\"p\",\"kind\":\"HighLimit\",\"tier\":\"Red\",\"event\":\"Raised\",\"from\":\"Normal\",\"to\":\"Unacknowledged\",\"eventTime\":5,\"decidedTime\":6}"u8.ToArray(),
    ];

    public override string Execute(byte[] input)
    {
        var transition = LogCodec.TryDecodeTransition(input);
        if (transition is not null)
        {
            var written = Written(output => LogCodec.EncodeTransition(transition, output));
            Oracle.Demand(LogCodec.TryDecodeTransition(written) is not null, "a transition that was read is written and read again");
        }

        var mark = Or(() => LogCodec.DecodeMark(input));
        if (mark is not null)
        {
            Oracle.Demand(LogCodec.DecodeMark(Written(output => LogCodec.EncodeMark(mark, output))) == mark, "a mark is read again as the same");
        }

        var gap = GapCodec.Decode(input);
        if (gap is not null)
        {
            Oracle.Same(GapCodec.Encode(GapCodec.Decode(GapCodec.Encode(gap))!), GapCodec.Encode(gap), "a gap is read again as the same");
        }

        var warning = Or(() => LogCodec.DecodeWarning(input));
        return $"{transition is not null} {mark?.Event} {gap?.Reason} {warning is not null}";
    }

    private static byte[] Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Null for the documented exception.</summary>
    private static T? Or<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
