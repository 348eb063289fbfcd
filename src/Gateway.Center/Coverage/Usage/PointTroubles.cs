using Gateway.Center.Data;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Alarms;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Coverage.Usage;

/// <summary>What takes points out of use now: silenced by people or logic, out of service, calibration overdue, broken.</summary>
internal static class PointTroubles
{
    private static readonly AlarmState[] s_silenced = [AlarmState.Shelved, AlarmState.SuppressedByDesign, AlarmState.OutOfService];
    private static readonly string[] s_kinds = ["outOfService", "overdue", "sensorFault", "flatLine", "stale", "offline"];

    /// <returns>By site, gateway and point.</returns>
    public static async Task<ILookup<(string Site, string Edge, string Point), string>> OfAsync(CenterDb db, CancellationToken cancellation)
    {
        var silenced = await db.Set<SiteAlarm>().AsNoTracking().Where(alarm => s_silenced.Contains(alarm.State))
            .Select(alarm => new { alarm.SiteId, alarm.EdgeId, alarm.PointId, alarm.State }).ToListAsync(cancellation);
        var standing = await db.Set<StandingPoint>().AsNoTracking().Where(point => !point.IsDrill && point.Tier != WarningTier.None && s_kinds.Contains(point.Kind))
            .Select(point => new { point.SiteId, point.EdgeId, point.PointId, point.Kind }).ToListAsync(cancellation);
        return silenced.Select(alarm => (Key: (alarm.SiteId, alarm.EdgeId, alarm.PointId), Word: WordOf(alarm.State)))
            .Concat(standing.Select(point => (Key: (point.SiteId, point.EdgeId, point.PointId), Word: point.Kind)))
            .ToLookup(trouble => trouble.Key, trouble => trouble.Word);
    }

    private static string WordOf(AlarmState state) => state switch
    {
        AlarmState.Shelved => "shelved",
        AlarmState.OutOfService => "outOfService",
        _ => "suppressed",
    };
}
