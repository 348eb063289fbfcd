using Gateway.Center.Access;
using Gateway.Center.Warnings.Api;
using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings.Acts;

/// <summary>Who may release what: never while it stands; orange and red take the graver right.</summary>
internal static class Releasing
{
    public static CenterAct Needs(WarningTier tier) => tier >= WarningTier.Orange ? CenterAct.ReleaseGrave : CenterAct.ReleaseWarning;

    /// <summary>Null when the user may release it now.</summary>
    public static Refusal? WhyNot(Incident incident, CurrentUser user) => incident.State switch
    {
        IncidentState.Released => Refusal.Conflict("released", "预警已解除", "it is released already"),
        IncidentState.Open => Refusal.Conflict("stands", "现场报警仍然存在，不能解除", "it still stands at the site and cannot be released"),
        _ when !user.May(Needs(incident.Tier)) =>
            Refusal.Forbidden("grave", "橙色、红色预警由值班领导解除", "orange and red are released by the leader on duty"),
        _ => null,
    };
}
