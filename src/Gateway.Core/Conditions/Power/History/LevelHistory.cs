using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// Learns standby and run level: of every valid day the 10th percentile and the scatter of its night (22:00-06:00), of work days also the
/// median of its production hours; the levels are the medians of the last days (domain rule 4.3). Three numbers a day.
/// </summary>
internal sealed class LevelHistory : SlotHistory
{
    private const double StandbyShare = 0.1;
    private const int NightEnds = 24;
    private const int NightBegins = 88;

    private readonly int _leastDays;
    private readonly Range _production;
    private readonly float[] _standby;
    private readonly float[] _spread;
    private readonly float[] _run;
    private readonly float[] _scratch;
    private int _nights;
    private int _workDays;

    /// <param name="production">Quarters of the day, of 96.</param>
    public LevelHistory(int mostDays, int leastDays, Range production)
    {
        (_leastDays, _production) = (leastDays, production);
        (_standby, _spread, _run) = (new float[mostDays], new float[mostDays], new float[mostDays]);
        _scratch = new float[Math.Max(mostDays, PowerSlot.PerDay)];
    }

    /// <summary>NaN while learning.</summary>
    public LoadLevels Learned { get; private set; } = new(double.NaN, double.NaN, double.NaN);

    protected override void Learn(DayType type)
    {
        var night = Collect(..NightEnds, _scratch);
        night += Collect(NightBegins.., _scratch.AsSpan(night));
        var values = _scratch.AsSpan(0, night);
        var standby = Quantile.Of(values, StandbyShare);
        var at = _nights++ % _standby.Length;
        (_standby[at], _spread[at]) = ((float)standby, (float)Quantile.MedianAndSigma(values).Sigma);
        if (type == DayType.Work)
        {
            var day = Collect(_production, _scratch);
            _run[_workDays++ % _run.Length] = (float)Quantile.Of(_scratch.AsSpan(0, day), 0.5);
        }

        Update();
    }

    private void Update()
    {
        if (Math.Min(_nights, _workDays) >= _leastDays)
        {
            Learned = new LoadLevels(Median(_standby, _nights), Median(_run, _workDays), Median(_spread, _nights));
        }
    }

    private double Median(float[] values, int count)
    {
        var known = Known(values.AsSpan(0, Math.Min(count, values.Length)), _scratch);
        return Quantile.Of(_scratch.AsSpan(0, known), 0.5);
    }

    /// <summary>Valid work days seen, for the text.</summary>
    public int WorkDays => _workDays;

    public override void Save(StateWriter writer)
    {
        base.Save(writer);
        writer.Write(_nights);
        writer.Write(_workDays);
        Write(writer, _standby);
        Write(writer, _spread);
        Write(writer, _run);
    }

    public override void Load(ref StateReader reader)
    {
        base.Load(ref reader);
        _nights = StateCount.Read(ref reader, int.MaxValue);
        _workDays = StateCount.Read(ref reader, int.MaxValue);
        Read(ref reader, _standby);
        Read(ref reader, _spread);
        Read(ref reader, _run);
        Update();
    }
}
