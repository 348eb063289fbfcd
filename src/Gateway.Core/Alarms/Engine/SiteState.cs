using Gateway.Core.Alarms.Joint;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Engine;

/// <summary>The arrays of a site, laid out once per plan.</summary>
internal sealed class SiteState
{
    private long[]? _fingerprints;

    public SiteState(IReadOnlyList<PointPlan> plans, EvaluatorOptions options, long now)
    {
        Options = options;
        Clock = now;
        Plans = [.. plans];
        Points = new PointState[Plans.Length];
        Wake = new long[Plans.Length];
        Queue = new WakeQueue(Plans.Length);
        Slots = new int[Plans.Length == 0 ? 0 : Plans.Max(p => p.Point.Index) + 1];
        Array.Fill(Slots, -1);
        Conditions = [.. Plans.SelectMany(InOrder)];
        Cells = new AlarmCell[Conditions.Length];
        Histories = new AlarmHistory[Conditions.Length];
        for (int slot = 0, first = 0; slot < Plans.Length; first += Plans[slot].Conditions.Count, slot++)
        {
            Begin(slot, first, now);
        }

        Links = PlanLinks.Connect(this);
    }

    public EvaluatorOptions Options { get; }

    /// <summary>Our clock as far as judging has got; never runs back, but for a step of the clock itself.</summary>
    public long Clock { get; set; }

    public PointPlan[] Plans { get; }

    public PointState[] Points { get; }

    public Condition[] Conditions { get; }

    public AlarmCell[] Cells { get; }

    /// <summary>By cell, like <see cref="Cells"/>.</summary>
    public AlarmHistory[] Histories { get; }

    public PlanLinks Links { get; }

    /// <summary>By slot: our clock's time at which the point must be looked at again, also without a reading.</summary>
    public long[] Wake { get; }

    public WakeQueue Queue { get; }

    /// <summary>Slot by running point index; -1 for points not judged.</summary>
    public int[] Slots { get; }

    /// <summary>False while a new plan takes over point by point: nothing may follow another point yet.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>Tells the rule of a cell apart across restarts.</summary>
    public long Fingerprint(int cell) => (_fingerprints ??= [.. Conditions.Select(RuleFingerprint.Of)])[cell];

    public int SlotOf(int pointIndex) => (uint)pointIndex < (uint)Slots.Length ? Slots[pointIndex] : -1;

    public string AlarmId(int slot, int cell) => $"{Plans[slot].Point.Id}/{Conditions[cell].Id}";

    /// <summary>Slot and cell of an alarm id; -1 when there is none. Rare (a person's command, a restart), so a walk will do.</summary>
    public (int Slot, int Cell) Find(string alarmId)
    {
        // Neither id may hold a slash.
        var slash = alarmId.IndexOf('/', StringComparison.Ordinal);
        var pointId = slash < 0 ? alarmId : alarmId[..slash];
        var slot = slash < 0 ? -1 : Array.FindIndex(Plans, p => p.Point.Id == pointId);
        return slot < 0 ? (-1, -1) : (slot, FindCell(slot, alarmId[(slash + 1)..]));
    }

    public int FindCell(int slot, string conditionId)
    {
        for (var cell = Points[slot].First; cell < Points[slot].End; cell++)
        {
            if (Conditions[cell].Id == conditionId)
            {
                return cell;
            }
        }

        return -1;
    }

    private static IEnumerable<Condition> InOrder(PointPlan plan) =>
        plan.Conditions.OrderBy(c => c is JointCondition).ThenByDescending(c => c.Tier);

    private void Begin(int slot, int first, long now)
    {
        Slots[Plans[slot].Point.Index] = slot;
        var count = Plans[slot].Conditions.Count;
        var (own, needsNumber) = (0, false);
        for (var cell = first; cell < first + count; cell++)
        {
            Cells[cell].Memory = Conditions[cell].Begin(now);
            Histories[cell].Rechecked = long.MinValue;
            needsNumber |= Conditions[cell].NeedsNumber;
            own += Conditions[cell] is JointCondition ? 0 : 1;
        }

        Points[slot] = new PointState
        {
            First = first, Count = count, Own = own, LastTime = long.MinValue, NeedsNumber = needsNumber,
            Last = new Sample(double.NaN, Quality.NotConnected, DetectorFlags.None, now, now),
        };
        Wake[slot] = long.MaxValue;
    }
}
