using Gateway.Core.Measurements;
using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>Distance of a point to the median of its siblings over days.</summary>
internal sealed class SiblingDriftWindow(SiblingDrift rule) : ConditionWindow
{
    // Working space only, nothing is kept in it.
    private readonly SortedRing _values = new(Math.Max(1, rule.Inputs.Count - 1));

    public DriftWindow Distance { get; } = new((int)rule.Window.TotalHours);

    /// <summary>NaN when fewer than <paramref name="least"/> can be heard.</summary>
    public double MedianOfSiblings(InputView inputs, int least)
    {
        _values.Clear();
        for (var i = 1; i < inputs.Count; i++)
        {
            var input = inputs[i];
            if (input.Seen && !input.Silent && input.Last.Quality.IsGood() && Trip.Usable(input.Last))
            {
                _values.Add(input.Last.Value);
            }
        }

        return _values.Count < least ? double.NaN : _values.Median;
    }

    public override void Save(StateWriter writer) => Distance.Save(writer);

    public override void Load(ref StateReader reader) => Distance.Load(ref reader);

    public override void ShiftClock(long by) => Distance.ShiftClock(by);
}
