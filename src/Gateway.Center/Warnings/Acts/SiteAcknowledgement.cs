using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Warnings.Intake;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Acts;

/// <summary>Carries an acknowledgement at the county to the gateways: one command for each alarm that stands unacknowledged. Nothing is sent for a drill.</summary>
internal sealed class SiteAcknowledgement(IServiceProvider services)
{
    private static readonly TimeSpan s_validity = TimeSpan.FromHours(1);

    public async Task SendAsync(CenterWork work, Incident incident, string actor, string remark)
    {
        if (incident.IsDrill || services.GetService<IEdgeCommands>() is not { } commands)
        {
            return;
        }

        var standing = await work.Db.Set<StandingPoint>()
            .Where(point => point.IncidentId == incident.Id && point.Tier > WarningTier.None && point.AcknowledgedAtSite == null && point.AlarmId != "" && point.EdgeId != Center)
            .OrderBy(point => point.EdgeId).ThenBy(point => point.PointId).ToListAsync();
        foreach (var point in standing)
        {
            await commands.SendAsync(work, point.SiteId, point.EdgeId, new CommandMessage
            {
                Id = Guid.NewGuid().ToString("N"), Kind = "acknowledge", SentAt = work.Now, ExpiresAt = work.Now + s_validity, Actor = actor, Reason = remark, Alarm = point.AlarmId,
            });
        }
    }

    /// <summary>Gateway id of what the center found itself.</summary>
    private const string Center = "center";
}
