using Gateway.Center.Data;

namespace Gateway.Center.Ingest.Ranges;

/// <summary>A lane's stretches together with what of them the database has. Copied to change it; a copy replaces the old one after the commit.</summary>
internal sealed class LaneCoverage(LaneKey key, RangeSet ranges, IEnumerable<CoveredRange> stored, string storedRun)
{
    private readonly Dictionary<long, CoveredRange> _stored = stored.ToDictionary(range => range.After);

    public LaneKey Key { get; } = key;

    public RangeSet Ranges { get; } = ranges;

    public LaneCoverage Clone() => new(Key, Ranges.Clone(), _stored.Values, storedRun);

    /// <summary>The same stretches, all of them stored.</summary>
    public LaneCoverage AsStored() => new(Key, Ranges, Ranges.Ranges, Ranges.Run);

    /// <summary>The stretches of now, with what <paramref name="saved"/> has put into the database.</summary>
    public LaneCoverage WithStored(LaneCoverage saved) => new(Key, Ranges, saved.Ranges.Ranges, saved.Ranges.Run);

    /// <summary>Brings the rows to the present stretches; part of the caller's transaction.</summary>
    public void Save(CenterDb db)
    {
        var present = Ranges.Ranges.ToDictionary(range => range.After);
        foreach (var (after, range) in present)
        {
            if (!_stored.TryGetValue(after, out var before))
            {
                db.Add(RowOf(range));
            }
            else if (before != range)
            {
                db.Update(RowOf(range));
            }
        }

        db.RemoveRange(_stored.Values.Where(range => !present.ContainsKey(range.After)).Select(RowOf));
        SaveRun(db);
    }

    private void SaveRun(CenterDb db)
    {
        if (Ranges.Run == storedRun)
        {
            return;
        }

        var row = new CoverageRun { SiteId = Key.Edge.Site, EdgeId = Key.Edge.Edge, Epoch = Key.Epoch, Lane = Key.Lane, Run = Ranges.Run };
        if (storedRun.Length == 0)
        {
            db.Add(row);
        }
        else
        {
            db.Update(row);
        }
    }

    private CoverageRow RowOf(CoveredRange range) => new()
    {
        SiteId = Key.Edge.Site, EdgeId = Key.Edge.Edge, Epoch = Key.Epoch, Lane = Key.Lane, After = range.After, UpTo = range.UpTo, FromTime = range.From,
        ToTime = range.To, Lost = range.Lost, First = range.First, EndChain = range.EndChain,
    };
}
