namespace Gateway.Storage.Sqlite.History;

/// <summary>Turns the pieces of a finished hour into one blob and writes its roll-ups, a few at a time.</summary>
internal sealed class HistoryCompactor(HistoryDatabase database, HistoryFigures figures)
{
    /// <summary>How long after its end an hour is left open for values that come a little late.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    private const int MostAtOnce = 256;

    /// <returns>True when there is more to do.</returns>
    public bool Run(long now)
    {
        var due = database.Open.Before(HistoryTime.HourOf(now - Settling.Ticks), MostAtOnce);
        if (due.Count > 0)
        {
            database.InTransaction(() => due.ForEach(d => Compact(d.Hour, d.Point)));
            figures.Compacted(due.Count);
        }

        return due.Count == MostAtOnce;
    }

    private void Compact(long hour, int point)
    {
        var samples = new List<RawSample>();
        var pieces = database.Raw.Read(hour, point, samples);
        SampleSet.Normalise(samples);
        if (pieces > 1)
        {
            database.Raw.Delete(hour, point);
            database.Raw.Insert(hour, point, samples);
        }

        database.Rollups.Replace(hour, point, samples);
        database.Open.Close(hour, point);
    }
}
