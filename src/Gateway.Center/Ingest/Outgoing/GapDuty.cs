using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest.Outgoing;

/// <summary>Asks again for what is missing between what came: after a stated time, then more and more rarely, as long as the hole is there.</summary>
internal sealed class GapDuty(LinkOptions options, CenterStore store, CoverageBook coverage, EdgeBook edges, IEdgeCommands commands) : ICenterDuty
{
    /// <summary>Holes of one gateway asked for in one round.</summary>
    private const int MostAtOnce = 4;
    private static readonly TimeSpan s_rarest = TimeSpan.FromMinutes(10);
    private readonly Dictionary<(LaneKey Lane, long After), Asking> _holes = [];
    private readonly Lock _gate = new();

    public string Name => "link-gaps";

    public TimeSpan Period => TimeSpan.FromSeconds(2);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var due = new List<(LaneKey Lane, Hole Hole)>();
        foreach (var (edge, epoch, online) in edges.Select(line => (line.Key, line.Epoch, line.State == LinkState.Online)))
        {
            foreach (var lane in new[] { LinkLane.Events, LinkLane.Readings })
            {
                due.AddRange(Due(new LaneKey(edge, epoch, lane), now, online));
            }
        }

        foreach (var site in due.GroupBy(hole => hole.Lane.Edge))
        {
            await store.WriteAsync(work => AskAsync(work, site.Key, [.. site], now), cancellation);
        }
    }

    /// <summary>Whether a hole has been asked for.</summary>
    public bool IsAsked(LaneKey lane, long after)
    {
        lock (_gate)
        {
            return _holes.TryGetValue((lane, after), out var asking) && asking.Times > 0;
        }
    }

    private List<(LaneKey Lane, Hole Hole)> Due(LaneKey lane, DateTimeOffset now, bool online)
    {
        var due = new List<(LaneKey, Hole)>();
        lock (_gate)
        {
            var holes = coverage.Of(lane).Holes().ToList();
            foreach (var gone in _holes.Keys.Where(key => key.Lane == lane && holes.TrueForAll(hole => hole.After != key.After)).ToList())
            {
                _holes.Remove(gone);
            }

            foreach (var hole in holes)
            {
                var key = (lane, hole.After);
                var asking = _holes.TryGetValue(key, out var known) ? known : _holes[key] = new Asking(0, now.AddSeconds(options.GapAfterS));
                if (online && now >= asking.Next && due.Count < MostAtOnce)
                {
                    due.Add((lane, hole));
                    _holes[key] = new Asking(asking.Times + 1, now + Wait(asking.Times));
                }
            }
        }

        return due;
    }

    private TimeSpan Wait(int times)
    {
        var wait = TimeSpan.FromSeconds(options.GapAfterS * Math.Pow(2, Math.Min(times + 1, 16)));
        return wait < s_rarest ? wait : s_rarest;
    }

    private async Task<int> AskAsync(CenterWork work, EdgeKey edge, List<(LaneKey Lane, Hole Hole)> holes, DateTimeOffset now)
    {
        foreach (var (lane, hole) in holes)
        {
            await commands.SendAsync(work, edge.Site, edge.Edge, new CommandMessage
            {
                Id = Guid.NewGuid().ToString("N"), Kind = "resend", SentAt = now, ExpiresAt = now + s_rarest, Lane = lane.Lane,
                Range = new SequenceRange(hole.After, hole.UpTo), Reason = "gap",
            });
        }

        return holes.Count;
    }

    private sealed record Asking(int Times, DateTimeOffset Next);
}
