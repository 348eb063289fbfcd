using Gateway.Pipeline.Ports;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Answers from the file and from what is still in memory, as if all of it were in the file.</summary>
internal sealed class HistoryQuery(HistoryDatabase? database, HistoryBuffer buffer)
{
    /// <summary>Single values of a point in [from, to), oldest first.</summary>
    public List<RawSample> Raw(string pointId, long from, long to, int limit)
    {
        var found = new List<RawSample>();
        var point = database?.Points.Find(pointId);
        for (var hour = NextHour(pointId, HistoryTime.HourOf(from)); hour is { } at && at * HistoryTime.Hour < to && found.Count < limit;)
        {
            found.AddRange(Hour(pointId, point, at).Where(s => s.Time >= from && s.Time < to));
            hour = NextHour(pointId, at + 1);
        }

        Cut(found, limit);
        return found;
    }

    /// <summary>Buckets of a point whose start lies in [from, to), oldest first.</summary>
    public List<Rollup> Rollups(string pointId, long from, long to, HistoryResolution resolution, int limit)
    {
        var point = database?.Points.Find(pointId);
        var fresh = Fresh(pointId, point, from, to, resolution);
        var found = new List<Rollup>();
        foreach (var rollup in Merged(Stored(point, from, to, resolution), fresh).Where(r => r.Start >= from && r.Start < to).Take(limit))
        {
            found.Add(rollup);
        }

        return found;
    }

    private static void Cut(List<RawSample> samples, int limit)
    {
        if (samples.Count > limit)
        {
            samples.RemoveRange(limit, samples.Count - limit);
        }
    }

    /// <summary>Stored buckets, but those of hours that were worked out afresh, with the fresh ones in their places.</summary>
    private static IEnumerable<Rollup> Merged(IEnumerable<Rollup> stored, SortedDictionary<long, List<Rollup>> fresh)
    {
        var waiting = new Queue<KeyValuePair<long, List<Rollup>>>(fresh);
        foreach (var rollup in stored)
        {
            var hour = HistoryTime.HourOf(rollup.Start);
            while (waiting.TryPeek(out var next) && next.Key <= hour)
            {
                foreach (var bucket in waiting.Dequeue().Value)
                {
                    yield return bucket;
                }
            }

            if (!fresh.ContainsKey(hour))
            {
                yield return rollup;
            }
        }

        foreach (var bucket in waiting.SelectMany(w => w.Value))
        {
            yield return bucket;
        }
    }

    private IEnumerable<Rollup> Stored(int? point, long from, long to, HistoryResolution resolution)
    {
        if (point is not { } number)
        {
            yield break;
        }

        var row = RollupTable.RowOf(resolution);
        var period = database!.Rollups.Next(resolution, number, HistoryTime.Divide(from, row));
        for (; period is { } at && at * row < to; period = database.Rollups.Next(resolution, number, at + 1))
        {
            foreach (var rollup in database.Rollups.Read(resolution, number, at))
            {
                yield return rollup;
            }
        }
    }

    /// <summary>Buckets of the hours whose stored roll-ups are missing or out of date, by hour.</summary>
    private SortedDictionary<long, List<Rollup>> Fresh(string pointId, int? point, long from, long to, HistoryResolution resolution)
    {
        var (first, last) = (HistoryTime.HourOf(from), HistoryTime.HourOf(to - 1));
        var hours = new HashSet<long>(point is { } number ? database!.Open.Of(number, first, last) : []);
        hours.UnionWith(buffer.Samples.Keys.Where(k => k.Point == pointId && k.Hour >= first && k.Hour <= last).Select(k => k.Hour));
        var fresh = new SortedDictionary<long, List<Rollup>>();
        foreach (var hour in hours)
        {
            fresh[hour] = FreshHour(pointId, point, hour, resolution);
        }

        return fresh;
    }

    private List<Rollup> FreshHour(string pointId, int? point, long hour, HistoryResolution resolution)
    {
        var bucket = RollupTable.BucketOf(resolution);
        if (point is not { } number || hour >= database!.Meta.Get(HistoryMeta.RawFrom) || database.Open.IsOpen(hour, number))
        {
            return Rollup.Of(Hour(pointId, point, hour), bucket);
        }

        // The raw values of this hour are gone: what came late is added to its stored buckets, as the flush will do.
        var row = RollupTable.RowOf(resolution);
        var stored = database.Rollups.Read(resolution, number, HistoryTime.Divide(hour * HistoryTime.Hour, row))
            .Where(r => HistoryTime.HourOf(r.Start) == hour);
        return RollupTable.Merge(stored, Rollup.Of(Buffered(pointId, hour), bucket));
    }

    private List<RawSample> Hour(string pointId, int? point, long hour)
    {
        var samples = new List<RawSample>();
        if (point is { } number)
        {
            database!.Raw.Read(hour, number, samples);
        }

        samples.AddRange(Buffered(pointId, hour));
        SampleSet.Normalise(samples);
        return samples;
    }

    private List<RawSample> Buffered(string pointId, long hour)
    {
        var samples = new List<RawSample>(buffer.Samples.GetValueOrDefault(new HourOfPoint(hour, pointId)) ?? []);
        SampleSet.Normalise(samples);
        return samples;
    }

    private long? NextHour(string pointId, long from)
    {
        var stored = database?.Raw.NextHour(from);
        foreach (var place in buffer.Samples.Keys)
        {
            if (place.Point == pointId && place.Hour >= from && (stored is null || place.Hour < stored))
            {
                stored = place.Hour;
            }
        }

        return stored;
    }
}
