using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms;

/// <summary>A point and how it is judged, validated and in use.</summary>
/// <param name="Source">Index of the driver that reads it; -1 for a place no driver reads.</param>
/// <param name="Conditions">Ids unique within the point. May hold <see cref="JointCondition"/>s.</param>
public sealed record PointPlan(Point Point, int Source, IReadOnlyList<Condition> Conditions)
{
    /// <summary>When alarms of the point are silenced by logic.</summary>
    public ValueList<Suppression> Suppressions { get; init; } = [];
}
