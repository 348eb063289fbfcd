using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The means of the last two quarters, and the load before a running drop.</summary>
internal sealed class LoadDropHistory : SlotHistory
{
    public double Last { get; private set; } = double.NaN;

    public double SecondLast { get; private set; } = double.NaN;

    /// <summary>NaN when no drop runs.</summary>
    public double Before { get; set; } = double.NaN;

    /// <summary>Start of the last known quarter, UTC ticks.</summary>
    public long LastStart { get; private set; } = long.MinValue;

    /// <summary>The greater of the last two quarters when they follow one another: a fall in the middle of one takes two to show.</summary>
    public double Recent(long start) => start - LastStart != PowerSlot.Length ? double.NaN
        : double.IsNaN(SecondLast) ? Last : Math.Max(Last, SecondLast);

    public void Push(in PowerSlot slot)
    {
        SecondLast = slot.Start - LastStart == PowerSlot.Length ? Last : double.NaN;
        (Last, LastStart) = (slot.Mean, slot.Start);
    }

    protected override void Learn(DayType type)
    {
        // A drop is measured by the load just before it; there is nothing to learn of a day.
    }

    public override void Save(StateWriter writer)
    {
        base.Save(writer);
        writer.Write(Last);
        writer.Write(SecondLast);
        writer.Write(Before);
        writer.Write(LastStart);
    }

    public override void Load(ref StateReader reader)
    {
        base.Load(ref reader);
        (Last, SecondLast, Before, LastStart) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt64());
    }
}
