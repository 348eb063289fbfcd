using Gateway.Core.Alarms.Engine;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Joint;

/// <summary>The inputs of one joint condition, read straight from the state of the site.</summary>
/// <param name="slots">Slot by input; -1 for a point that is not there, which looks like one never heard of.</param>
internal sealed class SlotInputs(SiteState state, int[] slots, ValueList<string> ids) : InputView
{
    private static readonly Sample s_never = new(double.NaN, Quality.NotConnected, DetectorFlags.None, 0, 0);

    public override int Count => slots.Length;

    public override InputState this[int index]
    {
        get
        {
            if (slots[index] < 0)
            {
                return new InputState(s_never, false, default, default, true);
            }

            ref readonly var point = ref state.Points[slots[index]];
            var seen = point.Seen || state.Plans[slots[index]].Point.IsDerived;
            return new InputState(point.Last, seen, point.ValueTier, point.QualityTier, point.Silent);
        }
    }

    public override Point PointOf(int index) => slots[index] >= 0
        ? state.Plans[slots[index]].Point
        : new Point { Index = -1, Id = ids[index], Name = new LocalizedText(ids[index], ids[index]) };

    internal int SlotOf(int index) => slots[index];
}
