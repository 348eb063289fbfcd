using Gateway.Center.Access;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings.Acts;

/// <summary>What an account can do with an incident as it stands.</summary>
internal static class IncidentPossibilities
{
    private static readonly LocalizedText s_released = new("预警已解除", "it is released already");

    public static PossibleActs Of(Incident incident, CurrentUser user)
    {
        var released = incident.State == IncidentState.Released ? s_released : null;
        return PossibleActs.Of(
        [
            ("acknowledge", user.May(CenterAct.AcknowledgeWarning), released ?? Acknowledged(incident)),
            ("raise", user.May(CenterAct.RaiseTier), released ?? (incident.Tier == WarningTier.Red ? new("已是最高等级（红色）", "it is at the highest tier (red) already") : null)),
            ("instruct", user.May(CenterAct.RaiseTier), released),
            ("release", user.May(CenterAct.ReleaseWarning), Releasing.WhyNot(incident, user)?.Why),
            ("recordDanger", user.May(CenterAct.RecordDanger), null),
            ("confirmAccident", user.May(CenterAct.ConfirmAccident), incident.AccidentAt is null ? null : new("已确认为事故", "it is confirmed as an accident already")),
        ]);
    }

    private static LocalizedText? Acknowledged(Incident incident) => incident.AcknowledgedAt is null
        ? null
        : new($"已由 {incident.AcknowledgedBy} 确认", $"{incident.AcknowledgedBy} has acknowledged it");
}
