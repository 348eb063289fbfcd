using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Ranges;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest.Records;

/// <summary>
/// What a gateway says of its own losses: <c>gap</c>, a stretch of time without readings in its log; <c>missing</c>, a stretch of the log it no longer has, so
/// that a hole here is closed as a known loss.
/// </summary>
internal sealed class MissingTaker(CoverageBook coverage)
{
    public const string Kind = "missing";
    private const string Gap = "gap";

    /// <summary>Also for an event seen before: a loss noted only in memory would be asked for for ever after a restart.</summary>
    public void Take(RecordTurn turn, EdgeKey key, EventMessage message)
    {
        if (RangeOf(message) is not { } range)
        {
            return;
        }

        var (lane, after, upTo) = range;
        var (from, to) = BodyOf(message) is { } gap && gap.To > gap.From ? (gap.From.UtcTicks, gap.To.UtcTicks) : (0, 0);
        var reason = JsonSerializer.Serialize(LossReasons.Missing(ReasonOf(message)), CenterJson.Options);
        if (lane == LinkLane.Events)
        {
            turn.Lane(new LaneKey(key, message.Epoch, LinkLane.Events)).AddLost(after, upTo, reason, from, to);
        }
        else
        {
            turn.AfterCommit(() => coverage.Change(new LaneKey(key, message.Epoch, LinkLane.Readings), ranges => ranges.AddLost(after, upTo, reason, from, to)));
        }
    }

    /// <summary>Keeps a gap the gateway told of.</summary>
    public void NoteTold(RecordTurn turn, EdgeKey key, EventMessage message)
    {
        if (message.Kind != Gap || BodyOf(message) is not { } gap || gap.To <= gap.From)
        {
            return;
        }

        turn.Work.Db.Add(new ToldGap
        {
            SiteId = key.Site, EdgeId = key.Edge, Epoch = message.Epoch, Sequence = message.Sequence, From = gap.From, To = gap.To, Reason = ReasonOf(message),
            Readings = gap.Readings,
        });
    }

    private static GapMessage? BodyOf(EventMessage message)
    {
        try
        {
            return message.Body.Deserialize<GapMessage>(CenterJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string ReasonOf(EventMessage message) => BodyOf(message)?.Reason is { Length: > 0 and <= 64 } reason ? reason : "unknown";

    /// <summary>Null when what is missing never had a sequence.</summary>
    private static (LinkLane Lane, long After, long UpTo)? RangeOf(EventMessage message)
    {
        var body = message.Body;
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("range", out var range) && range.ValueKind == JsonValueKind.Object
            && NumberOf(range, "after") is >= 0 and var from && NumberOf(range, "upTo") is { } to && to > from)
        {
            var readings = !body.TryGetProperty("lane", out var lane) || lane.ValueKind != JsonValueKind.String || lane.GetString() != "events";
            return (readings ? LinkLane.Readings : LinkLane.Events, from, to);
        }

        return null;
    }

    /// <summary>Null when it is not there or no whole number: asking a text for its number would throw.</summary>
    private static long? NumberOf(JsonElement range, string name) =>
        range.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
