using Gateway.Core.Alarms.Engine;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms.Joint;

/// <summary>One condition over several points, in its place in the order of judging.</summary>
internal sealed class JointEntry(int slot, int cell, JointCondition condition, SlotInputs inputs)
{
    public int Slot { get; } = slot;

    public int Cell { get; } = cell;

    public JointCondition Condition { get; } = condition;

    public SlotInputs Inputs { get; } = inputs;

    /// <summary>Waits to be judged within the present call.</summary>
    public bool IsMarked { get; set; }

    /// <summary>The input that marked it; -1 for the passing of time, or for several.</summary>
    public int Changed { get; set; } = -1;
}

/// <summary>A point that is input <paramref name="Input"/> of the joint condition of rank <paramref name="Joint"/>.</summary>
internal readonly record struct JointLink(int Joint, int Input);

/// <summary>What hangs on one point.</summary>
internal sealed class SlotLinks
{
    public List<JointLink> Joints { get; } = [];

    /// <summary>Slots silenced while this one is lost.</summary>
    public List<int> Children { get; } = [];

    /// <summary>Slots that silence this one while they are lost.</summary>
    public List<int> Parents { get; } = [];

    /// <summary>Slots of which conditions are silenced after this run state went to 1.</summary>
    public List<(int Slot, StartUpSuppression Rule)> StartUps { get; } = [];
}

/// <summary>Which point bears on which, worked out once per plan. Ids nobody knows are left out here; <see cref="PlanCheck"/> refuses them.</summary>
internal sealed class PlanLinks
{
    private PlanLinks(int slots) => BySlot = new SlotLinks?[slots];

    /// <summary>By slot; null where nothing hangs on the point, which is the plain case.</summary>
    public SlotLinks?[] BySlot { get; }

    /// <summary>In the order of judging: what bears on another comes before it.</summary>
    public JointEntry[] Joints { get; private set; } = [];

    /// <summary>Joint conditions that wait to be judged within the present call.</summary>
    public int Marked { get; set; }

    /// <summary>None of them has a lower rank.</summary>
    public int FirstMarked { get; set; } = int.MaxValue;

    /// <summary>Rank of the joint condition by cell.</summary>
    public Dictionary<int, int> RankOf { get; } = [];

    public static PlanLinks Connect(SiteState state)
    {
        var links = new PlanLinks(state.Plans.Length);
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = 0; slot < state.Plans.Length; slot++)
        {
            slots[state.Plans[slot].Point.Id] = slot;
        }

        links.ConnectJoints(state, slots);
        for (var slot = 0; slot < state.Plans.Length; slot++)
        {
            links.ConnectSuppressions(state.Plans[slot], slot, slots);
        }

        return links;
    }

    private void ConnectJoints(SiteState state, Dictionary<string, int> slots)
    {
        var order = JointOrder.Of(state.Plans, slots).Order;
        var entries = new List<JointEntry>();
        foreach (var slot in order)
        {
            ref readonly var point = ref state.Points[slot];
            for (var cell = point.OwnEnd; cell < point.End; cell++)
            {
                var condition = (JointCondition)state.Conditions[cell];
                int[] inputs = [.. condition.Inputs.Select(id => slots.GetValueOrDefault(id, -1))];
                Listen(entries.Count, inputs);
                RankOf[cell] = entries.Count;
                entries.Add(new JointEntry(slot, cell, condition, new SlotInputs(state, inputs, condition.Inputs)));
            }
        }

        Joints = [.. entries];
    }

    private void Listen(int joint, int[] inputs)
    {
        for (var input = 0; input < inputs.Length; input++)
        {
            if (inputs[input] >= 0)
            {
                At(inputs[input]).Joints.Add(new JointLink(joint, input));
            }
        }
    }

    private void ConnectSuppressions(PointPlan plan, int slot, Dictionary<string, int> slots)
    {
        foreach (var rule in plan.Suppressions)
        {
            if (!slots.TryGetValue(rule.Point, out var other))
            {
                continue;
            }

            if (rule is StartUpSuppression startUp)
            {
                At(other).StartUps.Add((slot, startUp));
            }
            else
            {
                At(other).Children.Add(slot);
                At(slot).Parents.Add(other);
            }
        }
    }

    private SlotLinks At(int slot) => BySlot[slot] ??= new SlotLinks();
}
