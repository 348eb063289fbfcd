using Gateway.Core.Alarms.Joint;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>Finds all that is wrong with a plan as a whole. Paths start with the point id.</summary>
public static class PlanCheck
{
    public static IReadOnlyList<JudgementError> Check(IReadOnlyList<PointPlan> plans)
    {
        var errors = new List<JudgementError>();
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = 0; slot < plans.Count; slot++)
        {
            if (!slots.TryAdd(plans[slot].Point.Id, slot))
            {
                errors.Add(new(plans[slot].Point.Id, plans[slot].Point.Id, "测点编号不得重复", "a point id may be there only once"));
            }
        }

        foreach (var plan in plans)
        {
            CheckConditions(plan, slots, errors);
            CheckSuppressions(plan, slots, errors);
        }

        var ring = JointOrder.Of(plans, slots).Ring;
        errors.AddRange(ring.Select(slot => new JudgementError(
            plans[slot].Point.Id, string.Join(" > ", ring.Select(s => plans[s].Point.Id)),
            "多测点条件之间不得互相循环依赖", "conditions over several points must not wait for each other in a ring")));
        return errors;
    }

    private static void CheckConditions(PointPlan plan, Dictionary<string, int> slots, List<JudgementError> errors)
    {
        foreach (var condition in plan.Conditions)
        {
            var path = $"{plan.Point.Id}/{condition.Id}";
            if (plan.Conditions.Count(c => c.Id == condition.Id) > 1)
            {
                errors.Add(new(path, condition.Id, "同一测点内条件编号不得重复", "a condition id may be there only once within a point"));
            }

            if (condition.Kind.IsQuality() && condition.Tier > WarningTier.Yellow && !condition.AllowsHighTier)
            {
                errors.Add(new(
                    path, condition.Tier.ToString(), "信号质量类条件最高为黄色，除非规则包明确允许",
                    "a condition about the signal is yellow at most, unless the rule pack says otherwise"));
            }

            if (plan.Point.IsDerived && condition is not JointCondition)
            {
                errors.Add(new(
                    path, condition.Kind.ToString(), "派生对象没有自己的读数，只能使用多测点条件",
                    "a subject without a sensor has no readings of its own: only conditions over several points"));
            }

            CheckInputs(path, condition as JointCondition, slots, errors);
        }
    }

    private static void CheckInputs(string path, JointCondition? joint, Dictionary<string, int> slots, List<JudgementError> errors)
    {
        foreach (var input in joint?.Inputs ?? [])
        {
            if (!slots.ContainsKey(input))
            {
                errors.Add(new($"{path}.inputs", input, "必须是已配置的测点编号", "the id of a point that is configured"));
            }
        }
    }

    private static void CheckSuppressions(PointPlan plan, Dictionary<string, int> slots, List<JudgementError> errors)
    {
        for (var i = 0; i < plan.Suppressions.Count; i++)
        {
            var (rule, path) = (plan.Suppressions[i], $"{plan.Point.Id}.suppressions[{i}]");
            if (!slots.ContainsKey(rule.Point) || rule.Point == plan.Point.Id)
            {
                errors.Add(new($"{path}.point", rule.Point, "必须是另一个已配置的测点编号", "the id of another point that is configured"));
            }

            if (rule is StartUpSuppression startUp)
            {
                CheckStartUp(plan, startUp, path, errors);
            }
        }
    }

    private static void CheckStartUp(PointPlan plan, StartUpSuppression rule, string path, List<JudgementError> errors)
    {
        if (rule.For <= TimeSpan.Zero)
        {
            errors.Add(new($"{path}.for", rule.For.ToString(), "必须大于 0", "more than 0"));
        }

        foreach (var id in rule.Conditions.Where(id => plan.Conditions.All(c => c.Id != id)))
        {
            errors.Add(new($"{path}.conditions", id, "必须是本测点的条件编号", "the id of a condition of this point"));
        }
    }
}
