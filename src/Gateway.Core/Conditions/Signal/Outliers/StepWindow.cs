using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The outlier window of one point.</summary>
internal sealed class StepWindow(Step rule) : ConditionWindow
{
    private long _last;

    public OutlierTracker Outliers { get; } = new(rule.Window, rule.Factor, rule.Run, rule.LeastSize);

    /// <summary>Null for a sample that was there before.</summary>
    public OutlierEvent? Add(in Sample sample)
    {
        if (sample.Time <= _last)
        {
            return null;
        }

        _last = sample.Time;
        return Outliers.Add(sample.Value);
    }

    public override void Save(StateWriter writer)
    {
        Outliers.Save(writer);
        writer.Write(_last);
    }

    public override void Load(ref StateReader reader)
    {
        Outliers.Load(ref reader);
        _last = reader.ReadInt64();
    }

    public override void ShiftClock(long by) => _last += by;
}
