using Gateway.Core.State;

namespace Gateway.Core.Slopes;

/// <summary>
/// Learns creep rate and noise of the uniform stage from the first weeks and keeps them then (domain rules 2.6: robust line and MAD). Bounded:
/// when full, every other sample goes, which leaves the noise as it is. The noise is never taken above twice that of neighbouring samples
/// against each other, so that a curve that bends while it is learned does not count as noise.
/// </summary>
public sealed class CreepBaseline(SlopeSettings settings)
{
    /// <summary>
    /// Below so many samples the prior of the settings is the least noise assumed until learning ends: the MAD of fewer is off by a third often
    /// enough to make noise look significant.
    /// </summary>
    public const int Enough = 30;

    /// <summary>With fewer samples nothing is fixed and V0 is not known.</summary>
    public const int Fewest = 10;

    private readonly long[] _times = new long[RobustLine.MostPoints];
    private readonly double[] _values = new double[RobustLine.MostPoints];
    private int _count;
    private long _spacing;

    /// <summary>mm/d; NaN before <see cref="Fewest"/> samples.</summary>
    public double V0 { get; private set; } = settings.V0 ?? double.NaN;

    /// <summary>Standard deviation of one displacement, mm.</summary>
    public double Noise { get; private set; } = settings.Noise ?? settings.NoiseUntilLearned;

    /// <summary>True when both are fixed, by the settings or because the learning time is over.</summary>
    public bool IsFixed { get; private set; } = settings.V0 is not null && settings.Noise is not null;

    /// <param name="time">UTC ticks, ascending.</param>
    /// <param name="value">mm, positive in the watched direction.</param>
    public void Learn(long time, double value)
    {
        if (IsFixed || (_count > 0 && time - _times[_count - 1] < _spacing))
        {
            return;
        }

        if (_count == _times.Length)
        {
            Thin();
        }

        (_times[_count], _values[_count]) = (time, value);
        _count++;
        IsFixed = time - _times[0] >= settings.LearnFor.Ticks && _count >= Fewest;
        Estimate();
    }

    /// <summary>A step: what was learned on the way is off, what is fixed stays.</summary>
    public void Restart()
    {
        if (!IsFixed)
        {
            (_count, _spacing) = (0, 0);
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_times);
        writer.Write(_values);
        writer.Write(_count);
        writer.Write(_spacing);
        writer.Write(V0);
        writer.Write(Noise);
        writer.Write(IsFixed);
    }

    public void Load(ref StateReader reader)
    {
        reader.ReadInt64s(_times);
        reader.ReadDoubles(_values);
        _count = SavedState.Count(reader.ReadInt32(), _times.Length);
        _spacing = reader.ReadInt64();
        V0 = reader.ReadDouble();
        Noise = reader.ReadDouble();
        IsFixed = reader.ReadBoolean();
        SavedState.Ascending(_times.AsSpan(0, _count));
    }

    public void ShiftClock(long by)
    {
        foreach (ref var time in _times.AsSpan(0, _count))
        {
            time += by;
        }
    }

    private void Thin()
    {
        _count /= 2;
        for (var i = 0; i < _count; i++)
        {
            (_times[i], _values[i]) = (_times[2 * i], _values[2 * i]);
        }

        // A little less than the mean distance, so that jitter of the samples does not skip every other one.
        _spacing = (_times[_count - 1] - _times[0]) / (_count - 1) * 9 / 10;
    }

    private void Estimate()
    {
        if (_count < 4)
        {
            return;
        }

        Span<double> days = stackalloc double[_count];
        for (var i = 0; i < _count; i++)
        {
            days[i] = (_times[i] - _times[0]) / (double)TimeSpan.TicksPerDay;
        }

        var values = _values.AsSpan(0, _count);
        var line = RobustLine.Through(days, values);
        var noise = Math.Max(settings.NoiseFloor, Math.Min(line.Sigma, 2 * NeighbourNoise(days, values)));
        V0 = settings.V0 ?? (_count < Fewest ? double.NaN : Math.Max(0, line.Slope));
        Noise = settings.Noise ?? (_count < Enough && !IsFixed ? Math.Max(noise, settings.NoiseUntilLearned) : noise);
    }

    // Each sample against the straight line between its neighbours: blind to slope, nearly blind to curvature.
    private static double NeighbourNoise(ReadOnlySpan<double> days, ReadOnlySpan<double> values)
    {
        Span<double> residuals = stackalloc double[days.Length - 2];
        for (var i = 1; i < days.Length - 1; i++)
        {
            var share = (days[i] - days[i - 1]) / (days[i + 1] - days[i - 1]);
            var expected = ((1 - share) * values[i - 1]) + (share * values[i + 1]);
            residuals[i - 1] = (values[i] - expected) / Math.Sqrt(1 + (share * share) + ((1 - share) * (1 - share)));
        }

        return RobustLine.MadToSigma * RobustLine.MedianDistance(residuals, 0);
    }
}
