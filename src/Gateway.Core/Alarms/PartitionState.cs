using System.Runtime.InteropServices;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>Which delay of an alarm is running.</summary>
internal enum PendingDelay : byte
{
    None = 0,
    On = 1,
    Off = 2,
}

/// <summary>What changes of one alarm. Times are UTC ticks of event time.</summary>
internal struct AlarmCell
{
    public ConditionMemory Memory;
    public long Since;
    public long Raised;
    public long Changed;
    public AlarmState State;
    public PendingDelay Pending;

    /// <summary>An on-delay that waits for its next proof; it cannot run out meanwhile.</summary>
    public bool Frozen;

    public readonly bool IsAbnormal => AlarmLifecycle.IsAbnormal(State);
}

/// <summary>What changes of one point. Its alarms are the cells [First, First + Count).</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PointState
{
    public int First;
    public int Count;

    /// <summary>Event time of the last judged reading; <see cref="long.MinValue"/> when there was none.</summary>
    public long LastTime;

    /// <summary>Receive time less source time of the last judged reading, 0 or more: how far event time lags behind our clock.</summary>
    public long Offset;

    /// <summary>No deadline of the point lies before this event time. A lower bound: values that arrive only move deadlines away.</summary>
    public long Due;

    /// <summary>Our clock at the last judged reading.</summary>
    public long LastReceived;

    public long LastWarning;
    public Sample Last;
    public WarningTier Tier;

    /// <summary>A NaN said to be good is no value at all.</summary>
    public bool NeedsNumber;
}

/// <summary>The arrays of one partition, laid out once per plan.</summary>
internal sealed class PartitionState
{
    public PartitionState(IReadOnlyList<PointPlan> plans, long now)
    {
        Plans = [.. plans];
        Points = new PointState[Plans.Length];
        Wake = new long[Plans.Length];
        Slots = new int[Plans.Length == 0 ? 0 : Plans.Max(p => p.Point.Index) + 1];
        Array.Fill(Slots, -1);
        Conditions = [.. Plans.SelectMany(GraveFirst)];
        Cells = new AlarmCell[Conditions.Length];
        for (int slot = 0, first = 0; slot < Plans.Length; first += Plans[slot].Conditions.Count, slot++)
        {
            Begin(slot, first, now);
        }
    }

    public PointPlan[] Plans { get; }

    public PointState[] Points { get; }

    public Condition[] Conditions { get; }

    public AlarmCell[] Cells { get; }

    /// <summary>By slot: our clock's time at which the point must be looked at again, also without a reading.</summary>
    public long[] Wake { get; }

    /// <summary>Slot by running point index; -1 for points of other partitions.</summary>
    public int[] Slots { get; }

    public int SlotOf(int pointIndex) => (uint)pointIndex < (uint)Slots.Length ? Slots[pointIndex] : -1;

    public string AlarmId(int slot, int cell) => $"{Plans[slot].Point.Id}/{Conditions[cell].Id}";

    private static IEnumerable<Condition> GraveFirst(PointPlan plan) => plan.Conditions.OrderByDescending(c => c.Tier);

    private void Begin(int slot, int first, long now)
    {
        Slots[Plans[slot].Point.Index] = slot;
        var count = Plans[slot].Conditions.Count;
        var needsNumber = false;
        for (var cell = first; cell < first + count; cell++)
        {
            Cells[cell].Memory = Conditions[cell].Begin(now);
            needsNumber |= Conditions[cell].NeedsNumber;
        }

        Points[slot] = new PointState
        {
            First = first, Count = count, LastTime = long.MinValue, Due = long.MinValue, NeedsNumber = needsNumber,
            Last = new Sample(double.NaN, Quality.NotConnected, DetectorFlags.None, now, now),
        };
        Wake[slot] = long.MinValue;
    }
}
