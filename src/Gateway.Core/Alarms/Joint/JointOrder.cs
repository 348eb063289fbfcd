using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms.Joint;

/// <summary>
/// The order in which subjects of joint conditions are judged: one that bears on another comes first, otherwise plan order. A point that
/// listens to itself is no ring: it hears its own readings, not the tier its own joint conditions give it. Neither is one with siblings that hear
/// only each other's readings.
/// </summary>
internal static class JointOrder
{
    /// <summary>Slots with joint conditions in order; those in a ring come last, in plan order.</summary>
    /// <param name="slots">Slot by point id.</param>
    public static (IReadOnlyList<int> Order, IReadOnlyList<int> Ring) Of(IReadOnlyList<PointPlan> plans, Dictionary<string, int> slots)
    {
        var open = new SortedDictionary<int, HashSet<int>>();
        for (var slot = 0; slot < plans.Count; slot++)
        {
            var joints = plans[slot].Conditions.OfType<JointCondition>().ToList();
            if (joints.Count > 0)
            {
                var heard = joints.Where(c => c.HearsTiers).SelectMany(c => c.Inputs).Select(id => slots.GetValueOrDefault(id, -1));
                open[slot] = [.. heard.Where(input => input >= 0 && input != slot)];
            }
        }

        var order = new List<int>(open.Count);
        while (open.Count > 0)
        {
            var ready = open.Where(s => !s.Value.Any(open.ContainsKey)).Select(s => s.Key).ToList();
            if (ready.Count == 0)
            {
                return ([.. order, .. open.Keys], [.. open.Keys]);
            }

            order.AddRange(ready);
            ready.ForEach(slot => open.Remove(slot));
        }

        return (order, []);
    }
}
