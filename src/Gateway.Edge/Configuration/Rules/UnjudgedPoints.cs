using Gateway.Core.Conditions;
using Gateway.Edge.Configuration.Points;

namespace Gateway.Edge.Configuration.Rules;

/// <summary>Finds points whose value nothing looks at: a wrong quantity or role makes every rule pass a point by, and silence then looks like safety.</summary>
public static class UnjudgedPoints
{
    /// <summary>Points without a condition that speaks of danger, of their own or of a place that has them among its inputs.</summary>
    public static IReadOnlyList<PointConfig> Of(EdgeOptions options)
    {
        var looked = options.Compiled.ByPoint.Values.SelectMany(conditions => conditions).OfType<JointCondition>()
            .Where(condition => !condition.Kind.IsQuality()).SelectMany(condition => condition.Inputs).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. options.Points.Where(point => !looked.Contains(point.Id) && options.Compiled.Of(point.Id).All(condition => condition.Kind.IsQuality())),
        ];
    }
}
