using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>Kind and body on the wire of an entry of the log that is no readings. The same entry always gives the same text, for the chain counts it. Stateless.</summary>
internal static class EventBodies
{
    /// <param name="site">Id of the site the gateway stands on.</param>
    public static (string Kind, JsonElement Body) Of(LogEntry entry, string site)
    {
        try
        {
            return entry.Kind switch
            {
                LogEntryKind.Warning => ("warning", LinkJson.Element(WarningMessageFactory.Create(LogCodec.DecodeWarning(entry.Payload.Span), site))),
                LogEntryKind.Transition => ("transition", LinkJson.Element(TransitionMessageFactory.Create(LogCodec.DecodeTransition(entry.Payload.Span)))),
                LogEntryKind.Gap when GapCodec.Decode(entry.Payload.Span) is { } gap => (LaneLost(gap) is null ? "gap" : "missing", LinkJson.Element(Of(gap))),
                LogEntryKind.Command => ("command", Parsed(entry)),
                LogEntryKind.System => ("system", Parsed(entry)),
                _ => Unreadable(entry),
            };
        }
        catch (JsonException)
        {
            return Unreadable(entry);
        }
    }

    /// <summary>The lane that will never have the range of a gap; null when the gap does not prove that.</summary>
    /// <remarks>
    /// What the log let go of is gone as a whole. A damaged file gives back a part of what lies in the range, so only a record of the link's own, made
    /// when it found the hole, closes it.
    /// </remarks>
    private static LinkLane? LaneLost(GapRecord gap) =>
        gap.FromSequence <= 0 ? null
        : gap.Readers is [EventLane.Reader] ? LinkLane.Events
        : gap.Readers.Contains(UplinkService.ReadingsReader) && (gap.Reason is GapReason.Size or GapReason.Age or GapReason.DiskFull || gap.Readers.Count == 1)
            ? LinkLane.Readings : null;

    private static GapMessage Of(GapRecord gap) => new(
        Utc(gap.FromTime), Utc(gap.ToTime), JsonNamingPolicy.CamelCase.ConvertName(gap.Reason.ToString()), gap.Readings < 0 ? null : gap.Readings,
        gap.Readers.Count == 0 ? null : string.Join(", ", gap.Readers))
    {
        Lane = LaneLost(gap),
        Range = gap.FromSequence > 0 ? new SequenceRange(gap.FromSequence - 1, Math.Max(gap.FromSequence - 1, gap.ToSequence)) : null,
    };

    // As our own writer puts it: then the text in the message is the text that was hashed.
    private static JsonElement Parsed(LogEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Payload, new JsonDocumentOptions { MaxDepth = 8 });
        return LinkJson.Element(document.RootElement);
    }

    private static (string Kind, JsonElement Body) Unreadable(LogEntry entry) => ("gap", LinkJson.Element(
        new GapMessage(Utc(entry.Time), Utc(entry.Time), "damage", null, null) { Range = new SequenceRange(entry.Sequence - 1, entry.Sequence) }));

    private static DateTimeOffset Utc(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
