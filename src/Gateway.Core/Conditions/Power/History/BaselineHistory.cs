using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>Learns, for every quarter of the day and every type of day, the median and the robust spread of the last valid days.</summary>
internal sealed class BaselineHistory : SlotHistory
{
    private const int Types = 3;

    private readonly int _leastDays;
    private readonly int _mostDays;
    private readonly float[][] _days = new float[Types][];
    private readonly int[] _counts = new int[Types];
    private readonly double[] _medians = new double[Types * PowerSlot.PerDay];
    private readonly double[] _spreads = new double[Types * PowerSlot.PerDay];
    private readonly float[] _scratch;

    public BaselineHistory(int mostDays, int leastDays)
    {
        (_mostDays, _leastDays) = (mostDays, leastDays);
        for (var type = 0; type < Types; type++)
        {
            _days[type] = new float[mostDays * PowerSlot.PerDay];
        }

        _scratch = new float[mostDays];
        Array.Fill(_medians, double.NaN);
        Array.Fill(_spreads, double.NaN);
    }

    /// <summary>NaN while that type of day is being learned.</summary>
    public (double Median, double Spread) Of(DayType type, int slot)
    {
        var at = ((int)type * PowerSlot.PerDay) + slot;
        return (_medians[at], _spreads[at]);
    }

    protected override void Learn(DayType type)
    {
        var at = _counts[(int)type]++ % _mostDays;
        Day.CopyTo(_days[(int)type].AsSpan(at * PowerSlot.PerDay));
        Update((int)type);
    }

    private void Update(int type)
    {
        var days = Math.Min(_counts[type], _mostDays);
        for (var slot = 0; slot < PowerSlot.PerDay && days >= _leastDays; slot++)
        {
            var count = 0;
            for (var day = 0; day < days; day++)
            {
                var value = _days[type][(day * PowerSlot.PerDay) + slot];
                if (!float.IsNaN(value))
                {
                    _scratch[count++] = value;
                }
            }

            var at = (type * PowerSlot.PerDay) + slot;
            (_medians[at], _spreads[at]) = Quantile.MedianAndSigma(_scratch.AsSpan(0, count));
        }
    }

    public override void Save(StateWriter writer)
    {
        base.Save(writer);
        for (var type = 0; type < Types; type++)
        {
            writer.Write(_counts[type]);
            Write(writer, _days[type].AsSpan(0, Math.Min(_counts[type], _mostDays) * PowerSlot.PerDay));
        }
    }

    public override void Load(ref StateReader reader)
    {
        base.Load(ref reader);
        for (var type = 0; type < Types; type++)
        {
            _counts[type] = StateCount.Read(ref reader, int.MaxValue);
            Read(ref reader, _days[type].AsSpan(0, Math.Min(_counts[type], _mostDays) * PowerSlot.PerDay));
            Update(type);
        }
    }
}
