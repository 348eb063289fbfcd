namespace Gateway.Storage.Sqlite.History;

/// <summary>Writes the buffer and the cursor in one transaction: each log entry is in the history exactly once.</summary>
internal sealed class HistoryFlush(HistoryDatabase database, SqliteHistoryOptions options)
{
    public void Run(HistoryBuffer buffer, long cursor) => database.InTransaction(() =>
    {
        var rawFrom = database.Meta.Get(HistoryMeta.RawFrom);
        foreach (var (place, samples) in buffer.Samples.OrderBy(s => s.Key.Hour))
        {
            SampleSet.Normalise(samples);
            Store(place.Hour, database.Points.NumberOf(place.Point), samples, rawFrom);
        }

        foreach (var (point, time) in buffer.Alarms)
        {
            database.Spans.Keep(database.Points.NumberOf(point), time - options.AlarmWindow.Ticks, time + options.AlarmWindow.Ticks);
        }

        database.Meta.Set(HistoryMeta.Cursor, cursor);
    });

    private void Store(long hour, int point, List<RawSample> samples, long rawFrom)
    {
        if (hour < rawFrom && !database.Open.IsOpen(hour, point))
        {
            database.Rollups.Add(hour, point, samples);
            return;
        }

        database.Raw.Insert(hour, point, samples);
        database.Open.Open(hour, point);
    }
}
