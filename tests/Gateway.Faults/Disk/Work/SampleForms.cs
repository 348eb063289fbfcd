using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Faults.Judging;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Faults.Disk.Work;

/// <summary>Reads the samples out of entries of the log.</summary>
internal static class SampleForms
{
    public static string IdOf(double value) => string.Create(CultureInfo.InvariantCulture, $"reading-{value}");

    public static byte[] PayloadOf(string? point, Quality quality) => Encoding.UTF8.GetBytes($"{point}:{quality}");

    /// <summary>Tells the oracle everything an entry holds; a gap record is given to <paramref name="onGap"/>.</summary>
    /// <param name="pointOf">Point id behind a durable number.</param>
    public static void Deliver(Obligations oracle, string reader, LogEntry entry, Func<int, string?> pointOf, Action<GapRecord>? onGap = null)
    {
        switch (entry.Kind)
        {
            case LogEntryKind.Readings:
                // A reading whose point's name was lost has not arrived.
                foreach (var reading in LogCodec.Decode(entry.Payload.Span).Where(reading => pointOf(reading.DurablePoint) is not null))
                {
                    oracle.Delivered(reader, IdOf(reading.Value), PayloadOf(pointOf(reading.DurablePoint), reading.Quality), Utc(reading.SourceTime));
                }

                break;
            case LogEntryKind.Transition:
                var transition = LogCodec.DecodeTransition(entry.Payload.Span);
                oracle.Delivered(reader, transition.Id, entry.Payload.Span, Utc(transition.EventTime));
                break;
            case LogEntryKind.System:
                oracle.Delivered(reader, EventId(entry.Payload.Span), entry.Payload.Span, Utc(entry.Time));
                break;
            case LogEntryKind.Gap:
                onGap?.Invoke(GapCodec.Decode(entry.Payload.Span) ?? throw new InvalidDataException($"entry {entry.Sequence} is a gap that cannot be read"));
                break;
            default:
                oracle.Complain($"{reader}: entry {entry.Sequence} is of kind {entry.Kind}, which nobody appended");
                break;
        }
    }

    /// <summary>Ids of the samples in an entry, for one that is told as missing.</summary>
    public static IReadOnlyList<string> IdsOf(LogEntry entry) => entry.Kind switch
    {
        LogEntryKind.Readings => [.. LogCodec.Decode(entry.Payload.Span).Select(reading => IdOf(reading.Value))],
        LogEntryKind.Transition => [LogCodec.DecodeTransition(entry.Payload.Span).Id],
        LogEntryKind.System => [EventId(entry.Payload.Span)],
        _ => [],
    };

    private static string EventId(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader).GetProperty("id").GetString()!;
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
