using Gateway.Pipeline.Ports;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Lets go of what is older than its resolution is kept; raw values around alarms stay longer.</summary>
internal sealed class HistoryRetention(HistoryDatabase database, SqliteHistoryOptions options, HistoryFigures figures)
{
    private const int MostHoursAtOnce = 24;

    private int _deleted;

    /// <summary>Runs one round. Hours must be compacted before their raw values go.</summary>
    /// <returns>True when there is more to do.</returns>
    public bool Run(long now)
    {
        var more = false;
        _deleted = 0;
        database.InTransaction(() =>
        {
            database.Meta.Set(HistoryMeta.Age, now);
            more = ThinRaw(HistoryTime.HourOf(now - options.RawRetention.Ticks));
            DropAround(HistoryTime.HourOf(now - options.AlarmRawRetention.Ticks));
            database.Spans.Expire(now - options.AlarmRawRetention.Ticks);
            ExpireRollups(HistoryResolution.Minute, now - options.MinuteRetention.Ticks);
            ExpireRollups(HistoryResolution.Hour, now - options.HourRetention.Ticks);
        });
        figures.Expired(_deleted);
        return more;
    }

    private bool ThinRaw(long until)
    {
        var rawFrom = database.Meta.Get(HistoryMeta.RawFrom);
        for (var hours = 0; database.Raw.NextHour(rawFrom) is { } hour && hour < until; hours++)
        {
            var points = database.Raw.PointsIn(hour);
            if (hours == MostHoursAtOnce || points.Exists(p => database.Open.IsOpen(hour, p)))
            {
                database.Meta.Set(HistoryMeta.RawFrom, rawFrom);
                return true;
            }

            points.ForEach(p => Thin(hour, p));
            rawFrom = hour + 1;
        }

        database.Meta.Set(HistoryMeta.RawFrom, Math.Max(rawFrom, until));
        return false;
    }

    private void Thin(long hour, int point)
    {
        var from = hour * HistoryTime.Hour;
        var spans = database.Spans.Of(point, from, from + HistoryTime.Hour);
        var kept = new List<RawSample>();
        if (spans.Count > 0)
        {
            database.Raw.Read(hour, point, kept);
            kept.RemoveAll(s => !spans.Exists(w => s.Time >= w.Since && s.Time <= w.Until));
        }

        _deleted += database.Raw.Delete(hour, point);
        if (kept.Count > 0)
        {
            database.Raw.Insert(hour, point, kept);
        }
    }

    private void DropAround(long until)
    {
        var rawFrom = database.Meta.Get(HistoryMeta.RawFrom);
        while (database.Raw.NextHour(0) is { } hour && hour < Math.Min(until, rawFrom))
        {
            database.Raw.PointsIn(hour).ForEach(p => _deleted += database.Raw.Delete(hour, p));
        }
    }

    private void ExpireRollups(HistoryResolution resolution, long before)
    {
        var period = HistoryTime.Divide(before, RollupTable.RowOf(resolution));
        foreach (var point in database.Points.Numbers)
        {
            _deleted += database.Rollups.Expire(resolution, point, period);
        }
    }
}
