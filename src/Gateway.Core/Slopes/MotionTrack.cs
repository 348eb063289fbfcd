using Gateway.Core.State;

namespace Gateway.Core.Slopes;

/// <summary>What became of a displacement that was shown to a track.</summary>
public enum TrackOutcome : byte
{
    /// <summary>It belongs to the motion and is in the track.</summary>
    Accepted = 0,
    /// <summary>It lies off; kept aside until the next ones show what it was.</summary>
    Suspected = 1,
    /// <summary>The third one in a row off to the same side and staying there: a step. The track begins anew with the three.</summary>
    Step = 2,
}

/// <summary>
/// The displacements of a point that count: outliers kept out, steps told from motion (domain rules 2.4). A sample is suspected when it lies
/// more than three robust sigma off the line of the last ten (Hampel) and moved more than three times faster than any of them did. The second
/// clause is ours [P]: in the last days of a failing slope every sample lies off the line, and none of them may be thrown away.
/// </summary>
/// <param name="capacity">Samples kept; the oldest goes first.</param>
public sealed class MotionTrack(int capacity)
{
    private const int LocalSamples = 10;
    private const int FewestLocal = 3;
    private const int Run = 3;
    private const double Sigmas = 3;
    private const double Faster = 3;

    private readonly long[] _times = new long[capacity];
    private readonly double[] _values = new double[capacity];
    private readonly long[] _asideTimes = new long[Run];
    private readonly double[] _asideValues = new double[Run];
    private int _count;
    private int _aside;

    /// <summary>UTC ticks, ascending.</summary>
    public ReadOnlySpan<long> Times => _times.AsSpan(0, _count);

    /// <summary>mm.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, _count);

    /// <summary>UTC ticks of the last sample, accepted or kept aside; <see cref="long.MinValue"/> before the first.</summary>
    public long Newest => _aside > 0 ? _asideTimes[_aside - 1] : _count > 0 ? _times[_count - 1] : long.MinValue;

    /// <summary>Samples kept aside now.</summary>
    public int Suspected => _aside;

    /// <summary>How far the last sample lay from where the ones before led one to expect it, mm; 0 when it was accepted.</summary>
    public double Offset { get; private set; }

    /// <summary>UTC ticks of the last step; 0 when there was none.</summary>
    public long StepTime { get; private set; }

    /// <summary>Height of the last step, mm.</summary>
    public double StepSize { get; private set; }

    /// <param name="time">UTC ticks; one that does not lie after the last sample is passed over.</param>
    /// <param name="noise">Standard deviation of one displacement, mm.</param>
    public TrackOutcome Add(long time, double value, double noise)
    {
        if (time <= Newest)
        {
            return TrackOutcome.Accepted;
        }

        Offset = OffsetOf(time, value, noise);
        if (Offset == 0)
        {
            _aside = 0;
            Append(time, value);
            return TrackOutcome.Accepted;
        }

        if (_aside > 0 && Math.Sign(_asideValues[_aside - 1] - Expected(_asideTimes[_aside - 1])) != Math.Sign(Offset))
        {
            _aside = 0;
        }

        (_asideTimes[_aside], _asideValues[_aside]) = (time, value);
        _aside++;
        return _aside < Run ? TrackOutcome.Suspected : TakeRun();
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_count);
        for (var i = 0; i < _count; i++)
        {
            writer.Write(_times[i]);
            writer.Write(_values[i]);
        }

        writer.Write(_asideTimes);
        writer.Write(_asideValues);
        writer.Write(_aside);
        writer.Write(Offset);
        writer.Write(StepTime);
        writer.Write(StepSize);
    }

    public void Load(ref StateReader reader)
    {
        _count = SavedState.Count(reader.ReadInt32(), capacity);
        for (var i = 0; i < _count; i++)
        {
            _times[i] = reader.ReadInt64();
            _values[i] = reader.ReadDouble();
        }

        reader.ReadInt64s(_asideTimes);
        reader.ReadDoubles(_asideValues);
        _aside = SavedState.Count(reader.ReadInt32(), Run - 1);
        Offset = reader.ReadDouble();
        StepTime = reader.ReadInt64();
        StepSize = reader.ReadDouble();
        SavedState.Ascending(Times);
        SavedState.Ascending(_asideTimes.AsSpan(0, _aside));
        if (_aside > 0 && (_count < FewestLocal || _asideTimes[0] <= _times[_count - 1]))
        {
            throw new InvalidDataException("The state holds samples out of order.");
        }
    }

    public void ShiftClock(long by)
    {
        foreach (ref var time in _times.AsSpan(0, _count))
        {
            time += by;
        }

        foreach (ref var time in _asideTimes.AsSpan(0, _aside))
        {
            time += by;
        }

        StepTime = StepTime == 0 ? 0 : StepTime + by;
    }

    // Flat afterwards: the ground jumped. Still moving a third as fast: it began to move, and the motion counts whole.
    private TrackOutcome TakeRun()
    {
        var jump = _asideValues[0] - Expected(_asideTimes[0]);
        var onset = Math.Abs(jump) / Days(_times[_count - 1], _asideTimes[0]);
        var after = Math.Sign(jump) * (_asideValues[Run - 1] - _asideValues[0]) / Days(_asideTimes[0], _asideTimes[Run - 1]);
        var moves = after * Faster >= onset;
        if (moves)
        {
            Offset = 0;
        }
        else
        {
            (StepTime, StepSize) = (_asideTimes[0], jump);
            _count = 0;
        }

        for (var i = 0; i < Run; i++)
        {
            Append(_asideTimes[i], _asideValues[i]);
        }

        _aside = 0;
        return moves ? TrackOutcome.Accepted : TrackOutcome.Step;
    }

    private double OffsetOf(long time, double value, double noise)
    {
        if (_count < FewestLocal)
        {
            return 0;
        }

        var line = LocalLine();
        var off = value - line.At(Days(_times[_count - 1], time));
        var allowed = Sigmas * Math.Max(line.Sigma, noise);
        var rate = Math.Abs(value - _values[_count - 1]) / Days(_times[_count - 1], time);
        return Math.Abs(off) > allowed && rate > Faster * FastestLocal() ? off : 0;
    }

    private double Expected(long time) => LocalLine().At(Days(_times[_count - 1], time));

    // Days before the newest accepted sample, so that the line's height is the level now.
    private RobustLine LocalLine()
    {
        var count = Math.Min(_count, LocalSamples);
        Span<double> days = stackalloc double[count];
        for (var i = 0; i < count; i++)
        {
            days[i] = Days(_times[_count - 1], _times[_count - count + i]);
        }

        var values = _values.AsSpan(_count - count, count);
        return RobustLine.Through(days, values);
    }

    private double FastestLocal()
    {
        double fastest = 0;
        for (var i = Math.Max(1, _count - LocalSamples + 1); i < _count; i++)
        {
            fastest = Math.Max(fastest, Math.Abs(_values[i] - _values[i - 1]) / Days(_times[i - 1], _times[i]));
        }

        return fastest;
    }

    private void Append(long time, double value)
    {
        if (_count == capacity)
        {
            _count--;
            Array.Copy(_times, 1, _times, 0, _count);
            Array.Copy(_values, 1, _values, 0, _count);
        }

        (_times[_count], _values[_count]) = (time, value);
        _count++;
    }

    private static double Days(long from, long to) => (to - from) / (double)TimeSpan.TicksPerDay;
}
