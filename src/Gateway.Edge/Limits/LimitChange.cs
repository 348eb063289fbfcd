namespace Gateway.Edge.Limits;

/// <summary>A limit that people have changed for a time. The rule's own comes back by itself.</summary>
/// <param name="AlarmId"><c>{point id}/{condition id}</c>.</param>
/// <param name="Value">In the point's unit.</param>
/// <param name="Own">The rule's own limit when it was changed, in the point's unit.</param>
/// <param name="Approver">The second person; null where none was needed.</param>
public sealed record LimitChange(
    string AlarmId, double Value, double Own, DateTimeOffset Since, DateTimeOffset Until, string Actor, string? Approver, string Reason);
