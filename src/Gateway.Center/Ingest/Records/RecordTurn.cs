using Gateway.Center.Data;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;

namespace Gateway.Center.Ingest.Records;

/// <summary>One transaction of the record lane. What memory learns from it, it learns after the commit.</summary>
internal sealed class RecordTurn(CenterWork work, CoverageBook coverage)
{
    private readonly Dictionary<LaneKey, LaneCoverage> _lanes = [];
    private readonly List<Action> _after = [];

    public CenterWork Work { get; } = work;

    /// <summary>A lane as this transaction sees it; to be changed freely.</summary>
    public RangeSet Lane(LaneKey key)
    {
        if (!_lanes.TryGetValue(key, out var lane))
        {
            _lanes[key] = lane = coverage.Take(key);
        }

        return lane.Ranges;
    }

    public void AfterCommit(Action action) => _after.Add(action);

    /// <summary>Notes a fact of a gateway.</summary>
    public void Record(string kind, Site site, string subject, object body) =>
        Work.Record(new LedgerFact(kind, subject) { Site = site.Id, UnitPath = site.UnitPath }, body);

    /// <summary>The last step inside the transaction.</summary>
    public void SaveLanes()
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Save(Work.Db);
        }
    }

    public void Committed()
    {
        foreach (var lane in _lanes.Values)
        {
            coverage.Put(lane.AsStored());
        }

        _after.ForEach(action => action());
    }
}
