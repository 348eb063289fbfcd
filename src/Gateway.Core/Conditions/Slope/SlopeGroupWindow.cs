using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The windows of the first inputs of a joint slope condition.</summary>
/// <param name="count">How many inputs are followed, from the first on.</param>
public sealed class SlopeGroupWindow(SlopeSettings settings, int count) : ConditionWindow
{
    private readonly SlopeWindow[] _windows = [.. Enumerable.Range(0, count).Select(_ => new SlopeWindow(settings))];

    public int Count => _windows.Length;

    public SlopeWindow this[int input] => _windows[input];

    /// <summary>Takes in what the input that changed reads.</summary>
    public void Take(in JointSample sample)
    {
        if ((uint)sample.Changed < (uint)_windows.Length && sample.Inputs[sample.Changed] is { Seen: true } input && HasValue(input.Last))
        {
            _windows[sample.Changed].Take(input.Last);
        }
    }

    /// <summary>True when the input's newest reading says something: seen, not silent, not bad.</summary>
    public static bool IsHeard(in InputState input) => input is { Seen: true, Silent: false } && HasValue(input.Last);

    public override void Save(StateWriter writer)
    {
        writer.Write(_windows.Length);
        foreach (var window in _windows)
        {
            window.Save(writer);
        }
    }

    public override void Load(ref StateReader reader)
    {
        if (reader.ReadInt32() is var written && written != _windows.Length)
        {
            throw new InvalidDataException($"The state holds {written} inputs where {_windows.Length} are expected.");
        }

        foreach (var window in _windows)
        {
            window.Load(ref reader);
        }
    }

    public override void ShiftClock(long by)
    {
        foreach (var window in _windows)
        {
            window.ShiftClock(by);
        }
    }

    private static bool HasValue(in Sample sample) => !sample.Quality.IsBad() && double.IsFinite(sample.Value);
}
