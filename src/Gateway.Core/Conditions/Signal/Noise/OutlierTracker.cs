using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>What one more sample says of the run of rejected ones.</summary>
internal enum OutlierEvent : byte
{
    None = 0,
    /// <summary>The signal jumped away and came back: what lay between were outliers.</summary>
    Spike = 1,
    /// <summary>Enough rejected samples of one sign in a row: the signal stands at a new level.</summary>
    Step = 2,
}

/// <summary>
/// Hampel identifier over the last samples (domain rules 2.4): a sample is rejected when it lies more than factor * 1.4826 * MAD from
/// their median. The scale is never below the learned noise and resolution, because the MAD of nine samples of a quantised signal at rest
/// is zero and that of nine noisy ones is often far too small. While samples are rejected the window stands still; after a step it starts
/// anew.
/// </summary>
internal sealed class OutlierTracker(int window, double factor, int run, double leastSize)
{
    private const double MadToDeviation = 1.4826;

    private readonly SortedRing _window = new(window);
    private readonly NoiseFloor _noise = new();
    private readonly double[] _rejected = new double[run];
    private int _count;

    /// <summary>False while the window fills: nothing is rejected.</summary>
    public bool IsReady => _window.IsFull;

    /// <summary>Level before the last spike or step, in the point's unit.</summary>
    public double From { get; private set; } = double.NaN;

    /// <summary>The spike's value or the level after the step.</summary>
    public double To { get; private set; } = double.NaN;

    /// <summary>How far from the median a sample may lie, in the point's unit, when the last event was found.</summary>
    public double Allowed { get; private set; }

    public OutlierEvent Add(double value)
    {
        if (!IsReady)
        {
            Accept(value);
            return OutlierEvent.None;
        }

        var median = _window.Median;
        var allowed = Math.Max(leastSize, factor * Math.Max(MadToDeviation * _window.MedianDeviation(), _noise.Floor));
        // Without learned noise and without a size there is no telling.
        var rejected = Math.Abs(value - median) > allowed && (_noise.IsLearned || leastSize > 0);
        return rejected ? Reject(value, median, allowed) : Return(value, median, allowed);
    }

    private OutlierEvent Reject(double value, double median, double allowed)
    {
        var turned = _count > 0 && value > median != _rejected[0] > median;
        var happened = OutlierEvent.None;
        if (turned)
        {
            Tell(median, _rejected[_count - 1], allowed);
            happened = OutlierEvent.Spike;
            _count = 0;
        }

        _rejected[_count++] = value;
        return _count < run ? happened : Restart(median, allowed);
    }

    private OutlierEvent Return(double value, double median, double allowed)
    {
        var spike = _count > 0;
        if (spike)
        {
            Tell(median, _rejected[_count - 1], allowed);
            _count = 0;
            _noise.Break();
        }

        Accept(value);
        return spike ? OutlierEvent.Spike : OutlierEvent.None;
    }

    private OutlierEvent Restart(double median, double allowed)
    {
        _window.Clear();
        _noise.Break();
        foreach (var value in _rejected)
        {
            Accept(value);
        }

        Tell(median, _window.Median, allowed);
        _count = 0;
        return OutlierEvent.Step;
    }

    private void Accept(double value)
    {
        _window.Add(value);
        _noise.Learn(value);
    }

    private void Tell(double from, double to, double allowed) => (From, To, Allowed) = (from, to, allowed);

    public void Save(StateWriter writer)
    {
        _window.Save(writer);
        _noise.Save(writer);
        writer.Write(_rejected);
        writer.Write(_count);
        writer.Write(From);
        writer.Write(To);
        writer.Write(Allowed);
    }

    public void Load(ref StateReader reader)
    {
        _window.Load(ref reader);
        _noise.Load(ref reader);
        reader.ReadDoubles(_rejected);
        _count = reader.ReadInt32();
        if ((uint)_count >= (uint)run)
        {
            throw new InvalidDataException($"The state holds {_count} rejected samples where fewer than {run} fit.");
        }

        (From, To, Allowed) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }
}
