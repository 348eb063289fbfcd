using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// How far apart the samples of a point are, and so which gap between two of them may be bridged: up to two periods (domain rule 1.3), with
/// 10 % for jitter. Given, or learned from the data: quickly upwards and slowly downwards, so that the irregular intervals of a source that
/// reports changes stay bridged while a loss does not.
/// </summary>
internal struct SamplePeriod
{
    private const double Bridged = 2.2;
    private const double Outlier = 4;
    private const int OutliersThatAreThePeriod = 4;
    private const int Settling = 8;

    private double _ticks;
    private int _seen;
    private int _outliers;

    /// <param name="period">Zero: learn it. Until the first interval up to a minute is bridged.</param>
    public SamplePeriod(TimeSpan period) => (_ticks, _seen) = (period.Ticks, period > TimeSpan.Zero ? -1 : 0);

    /// <summary>Judges the interval by what was known before it, then learns from it.</summary>
    public bool Bridges(long interval)
    {
        if (_seen < 0)
        {
            return interval <= _ticks * Bridged;
        }

        var bridges = interval <= (_seen == 0 ? TimeSpan.TicksPerMinute : _ticks * Bridged);
        Learn(interval);
        return bridges;
    }

    private void Learn(long interval)
    {
        if (_seen > 0 && interval > _ticks * Outlier && ++_outliers < OutliersThatAreThePeriod)
        {
            return;
        }

        if (_seen == 0 || _outliers >= OutliersThatAreThePeriod)
        {
            (_ticks, _outliers) = (interval, 0);
            _seen = Math.Max(_seen, 1);
            return;
        }

        _outliers = 0;
        var settling = _seen < Settling;
        _seen += settling ? 1 : 0;
        var weight = settling ? 0.5 : interval > _ticks ? 0.25 : 1.0 / 64;
        _ticks += (interval - _ticks) * weight;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_ticks);
        writer.Write(_seen);
        writer.Write(_outliers);
    }

    public void Load(ref StateReader reader) => (_ticks, _seen, _outliers) = (reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt32());
}
