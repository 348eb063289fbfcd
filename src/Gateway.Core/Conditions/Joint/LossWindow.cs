using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.State;

namespace Gateway.Core.Conditions.Joint;

/// <summary>Since when each input is lost, event time in UTC ticks.</summary>
internal sealed class LossWindow(int inputs) : ConditionWindow
{
    private readonly long[] _since = Enumerable.Repeat(ExpressionWindow.Never, inputs).ToArray();

    /// <summary>How the number of lost inputs changed: -1, 0 or 1.</summary>
    public int Look(int input, InputView view, long time)
    {
        if (InputReading.IsUnheard(view[input]))
        {
            return 0;
        }

        var lost = InputReading.IsLost(view, input);
        var was = _since[input] != ExpressionWindow.Never;
        if (lost == was)
        {
            return 0;
        }

        _since[input] = lost ? time : ExpressionWindow.Never;
        return lost ? 1 : -1;
    }

    /// <summary>How many are lost now.</summary>
    public int LookAtAll(InputView view, long time)
    {
        var lost = 0;
        for (var input = 0; input < _since.Length; input++)
        {
            Look(input, view, time);
            lost += _since[input] != ExpressionWindow.Never ? 1 : 0;
        }

        return lost;
    }

    /// <summary>How many of those lost now were lost at this time or later.</summary>
    public int LostSince(long time)
    {
        var count = 0;
        foreach (var since in _since)
        {
            count += since != ExpressionWindow.Never && since >= time ? 1 : 0;
        }

        return count;
    }

    public override void Save(StateWriter writer) => writer.Write(_since.AsSpan());

    public override void Load(ref StateReader reader) => reader.ReadInt64s(_since);

    public override void ShiftClock(long by) => ExpressionWindow.Shift(_since, by);
}
