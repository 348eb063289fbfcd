using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// The present run of equal samples of one point, and the longest healthy runs of this week and the one before. Equal means within half
/// the least typical change of the point in those weeks (a machine at standby is quieter than at work), or within a given floor. Time
/// counts only as far as it was watched: over a gap at most <paramref name="longestGap"/>.
/// </summary>
internal sealed class FlatRun(double givenFloor, long longestGap)
{
    private const int LearnedOfRun = 4;

    private readonly NoiseFloor _noise = new();
    private double _least = double.NaN;
    private double _formerLeast = double.NaN;
    private int _longestSamples;
    private int _formerSamples;
    private long _longestTime;
    private long _formerTime;
    private long _week;

    public double Anchor { get; private set; } = double.NaN;

    public int Samples { get; private set; }

    /// <summary>Watched length of the run, ticks.</summary>
    public long Length { get; private set; }

    /// <summary>Event time of the last sample; 0 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>Watched since the beginning, ticks.</summary>
    public long Watched { get; private set; }

    /// <summary>In the point's unit; 0 until learned: then only exactly equal is equal.</summary>
    public double Floor => double.IsNaN(givenFloor) ? Learned() : givenFloor;

    public int LongestSamples => Math.Max(_longestSamples, _formerSamples);

    public long LongestTime => Math.Max(_longestTime, _formerTime);

    /// <summary>False when the sample was there before.</summary>
    /// <param name="learn">The run so far is healthy: should it end here, its length is worth knowing.</param>
    /// <param name="started">The sample differs from the run so far.</param>
    public bool Add(in Sample sample, bool learn, out bool started)
    {
        started = false;
        if (sample.Time == Last)
        {
            return false;
        }

        var passed = Last == 0 ? 0 : Math.Clamp(sample.Time - Last, 0, longestGap);
        (Last, Watched) = (sample.Time, Watched + passed);
        started = !(Math.Abs(sample.Value - Anchor) <= Floor);
        if (started)
        {
            End(learn);
            (Anchor, Samples, Length) = (sample.Value, 1, 0);
        }
        else
        {
            (Samples, Length) = (Samples + 1, Length + passed);
        }

        // No more of a run: a frozen sensor whose converter still dithers would teach its own dither.
        if (started || Samples <= LearnedOfRun || !_noise.IsLearned)
        {
            _noise.Learn(sample.Value);
        }

        return true;
    }

    private double Learned()
    {
        var least = double.IsNaN(_least) || _formerLeast < _least ? _formerLeast : _least;
        return double.IsNaN(least) ? 0 : 0.5 * least;
    }

    private void End(bool learn)
    {
        if (Watched - _week > TimeSpan.TicksPerDay * 7)
        {
            (_formerSamples, _formerTime, _longestSamples, _longestTime, _week) = (_longestSamples, _longestTime, 0, 0, Watched);
            (_formerLeast, _least) = (_least, double.NaN);
        }

        if (learn)
        {
            _least = _noise.IsLearned && !(_least <= _noise.LeastStep) ? _noise.LeastStep : _least;
            (_longestSamples, _longestTime) = (Math.Max(_longestSamples, Samples), Math.Max(_longestTime, Length));
        }
    }

    public void Save(StateWriter writer)
    {
        _noise.Save(writer);
        writer.Write(_least);
        writer.Write(_formerLeast);
        writer.Write(_longestSamples);
        writer.Write(_formerSamples);
        writer.Write(_longestTime);
        writer.Write(_formerTime);
        writer.Write(_week);
        writer.Write(Samples);
        writer.Write(Length);
        writer.Write(Last);
        writer.Write(Watched);
        writer.Write(Anchor);
    }

    public void Load(ref StateReader reader)
    {
        _noise.Load(ref reader);
        (_least, _formerLeast) = (reader.ReadDouble(), reader.ReadDouble());
        (_longestSamples, _formerSamples) = (reader.ReadInt32(), reader.ReadInt32());
        (_longestTime, _formerTime, _week) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        Samples = reader.ReadInt32();
        (Length, Last, Watched) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        Anchor = reader.ReadDouble();
    }

    /// <summary>Nothing was watched for so many ticks: they are no part of the run.</summary>
    public void Skip(long ticks) => Last += Last > 0 ? ticks : 0;

    public void ShiftClock(long by) => Last += Last > 0 ? by : 0;
}
