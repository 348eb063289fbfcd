using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms;

/// <summary>A point and how it is judged, validated and in use.</summary>
/// <param name="Source">Index of the driver that reads it; decides the partition.</param>
/// <param name="Conditions">Ids unique within the point.</param>
public sealed record PointPlan(Point Point, int Source, IReadOnlyList<Condition> Conditions);
