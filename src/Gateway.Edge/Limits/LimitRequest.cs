using Gateway.Edge.Api;

namespace Gateway.Edge.Limits;

/// <summary>What a person wants a limit to be, unchecked.</summary>
public sealed record LimitRequest(string AlarmId, double? Value, DateTimeOffset? Until, string Actor, string? Approver, string Reason)
{
    internal static LimitRequest From(string alarmId, ActRequest act, DateTimeOffset? until) =>
        new(alarmId, act.Value, until, act.Actor!, string.IsNullOrWhiteSpace(act.Approver) ? null : act.Approver, act.Reason ?? "");
}
