using Gateway.Center.Data;
using Gateway.Contracts.V1.Link;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Ranges;

/// <summary>What the center has of every gateway's log, in memory; the rows in the database follow. Thread-safe: an entry is replaced, never changed.</summary>
internal sealed class CoverageBook
{
    /// <summary>Logs one gateway may have had; more is an attack, not a box that was replaced.</summary>
    public const int MostEpochs = 64;

    /// <summary>Stretches of one lane. More holes than this are not kept: what lies beyond is asked for when the first are filled.</summary>
    public const int MostRanges = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<LaneKey, LaneCoverage> _lanes = [];
    private readonly Dictionary<EdgeKey, HashSet<string>> _epochs = [];
    private readonly HashSet<LaneKey> _dirty = [];

    public async Task LoadAsync(CenterStore store, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(db => db.Set<CoverageRow>().ToListAsync(cancellation), cancellation);
        var runs = (await store.ReadAsync(db => db.Set<CoverageRun>().ToListAsync(cancellation), cancellation))
            .ToDictionary(row => new LaneKey(new EdgeKey(row.SiteId, row.EdgeId), row.Epoch, row.Lane), row => row.Run);
        foreach (var lane in rows.GroupBy(row => new LaneKey(new EdgeKey(row.SiteId, row.EdgeId), row.Epoch, row.Lane)))
        {
            var ranges = new RangeSet(lane.Select(row => new CoveredRange(row.After, row.UpTo, row.FromTime, row.ToTime, row.Lost, row.First, row.EndChain)), runs.GetValueOrDefault(lane.Key, ""));
            Put(new LaneCoverage(lane.Key, ranges, ranges.Ranges, ranges.Run));
        }
    }

    /// <summary>A copy that may be changed.</summary>
    public LaneCoverage Take(LaneKey key)
    {
        lock (_gate)
        {
            return _lanes.TryGetValue(key, out var lane) ? lane.Clone() : new LaneCoverage(key, new RangeSet(), [], "");
        }
    }

    public RangeSet Of(LaneKey key)
    {
        lock (_gate)
        {
            return _lanes.TryGetValue(key, out var lane) ? lane.Ranges : new RangeSet();
        }
    }

    /// <summary>All lanes of a gateway's log of now.</summary>
    public (RangeSet Events, RangeSet Readings) Of(EdgeKey edge, string epoch) =>
        (Of(new LaneKey(edge, epoch, LinkLane.Events)), Of(new LaneKey(edge, epoch, LinkLane.Readings)));

    /// <summary>False when the gateway claims more logs than any can have had; one that is admitted counts at once.</summary>
    public bool Admits(EdgeKey edge, string epoch)
    {
        lock (_gate)
        {
            var known = _epochs.TryGetValue(edge, out var epochs) ? epochs : _epochs[edge] = [];
            return known.Contains(epoch) || (known.Count < MostEpochs && known.Add(epoch));
        }
    }

    /// <summary>Takes over a changed copy that the database has.</summary>
    public void Put(LaneCoverage lane)
    {
        lock (_gate)
        {
            Keep(lane);
        }
    }

    /// <summary>Changes a lane at once; the database follows.</summary>
    public void Change(LaneKey key, Action<RangeSet> change)
    {
        lock (_gate)
        {
            var lane = _lanes.TryGetValue(key, out var known) ? known.Clone() : new LaneCoverage(key, new RangeSet(), [], "");
            change(lane.Ranges);
            Keep(lane);
            _dirty.Add(key);
        }
    }

    /// <summary>Holes in what is here, of all gateways and logs, by lane.</summary>
    public IReadOnlyDictionary<LinkLane, int> HoleCounts()
    {
        lock (_gate)
        {
            return _lanes.Values.GroupBy(lane => lane.Key.Lane).ToDictionary(group => group.Key, group => group.Sum(lane => lane.Ranges.Holes().Count()));
        }
    }

    /// <summary>Copies of what the database does not have yet.</summary>
    public IReadOnlyList<LaneCoverage> Dirty()
    {
        lock (_gate)
        {
            return [.. _dirty.Select(key => _lanes[key].Clone())];
        }
    }

    /// <summary>What <see cref="Dirty"/> gave is in the database; what came since stays dirty.</summary>
    public void Saved(IReadOnlyList<LaneCoverage> saved)
    {
        lock (_gate)
        {
            foreach (var lane in saved)
            {
                var now = _lanes[lane.Key];
                if (now.Ranges.Run == lane.Ranges.Run && now.Ranges.Ranges.SequenceEqual(lane.Ranges.Ranges))
                {
                    _dirty.Remove(lane.Key);
                }

                _lanes[lane.Key] = now.WithStored(lane);
            }
        }
    }

    private void Keep(LaneCoverage lane)
    {
        _lanes[lane.Key] = lane;
        (_epochs.TryGetValue(lane.Key.Edge, out var epochs) ? epochs : _epochs[lane.Key.Edge] = []).Add(lane.Key.Epoch);
    }
}
