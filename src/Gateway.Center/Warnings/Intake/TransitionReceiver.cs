using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Ledger;
using Gateway.Center.Warnings.Incidents;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Alarms;

namespace Gateway.Center.Warnings.Intake;

/// <summary>Keeps the state of every alarm at the sites, and shows in an incident what people at the site did: acknowledged, shelved, reset.</summary>
internal sealed class TransitionReceiver(ILogger<TransitionReceiver> logger) : IEventReceiver
{
    public async Task ReceiveAsync(CenterWork work, ReceivedEvent received)
    {
        if (received.Message.Kind != "transition")
        {
            return;
        }

        if (WarningReceiver.Decode<TransitionMessage>(received.Message.Body) is not { } message || !Enum.TryParse<AlarmState>(message.To, ignoreCase: true, out var state))
        {
            logger.LogUnreadable(received.Site.Id, received.Edge.EdgeId, received.Message.Sequence);
            return;
        }

        if (message.IsFromLateData || !Enum.TryParse<AlarmEvent>(message.Event, ignoreCase: true, out var happened) || !happened.IsLive())
        {
            return;
        }

        if (await KeepAsync(work, received, message, state) && message.Actor is not null)
        {
            await ShowAsync(work, received, message, happened);
        }
    }

    private static async Task<bool> KeepAsync(CenterWork work, ReceivedEvent received, TransitionMessage message, AlarmState state)
    {
        var (site, edge) = (received.Site.Id, received.Edge.EdgeId);
        var alarm = await work.Db.FindAsync<SiteAlarm>(site, edge, message.Alarm);
        if (alarm is null)
        {
            alarm = new SiteAlarm { SiteId = site, EdgeId = edge, AlarmId = message.Alarm, PointId = message.Point };
            work.Db.Add(alarm);
        }
        else if (alarm.Since > message.DecidedTime)
        {
            return false;
        }

        (alarm.State, alarm.Tier, alarm.Since, alarm.Until) = (state, Words.Tier(message.Tier), message.DecidedTime.ToUniversalTime(), message.Until?.ToUniversalTime());
        return true;
    }

    private static async Task ShowAsync(CenterWork work, ReceivedEvent received, TransitionMessage message, AlarmEvent happened)
    {
        var standing = await work.Db.FindAsync<StandingPoint>(received.Site.Id, received.Edge.EdgeId, message.Point, false);
        var body = new
        {
            incident = standing?.IncidentId, alarm = message.Alarm, point = message.Point, happened = message.Event, to = message.To, until = message.Until,
            details = new { reason = message.Reason, by = message.Actor, approver = message.Approver, note = message.Note },
        };
        if (happened == AlarmEvent.AcknowledgedByPerson && standing?.AlarmId == message.Alarm)
        {
            standing.AcknowledgedAtSite = message.DecidedTime.ToUniversalTime();
        }

        var kind = happened == AlarmEvent.AcknowledgedByPerson ? "incident.acknowledged-at-site" : "alarm.changed-at-site";
        work.Record(new LedgerFact(kind, standing?.IncidentId ?? message.Alarm.Limited(200)) { Site = received.Site.Id, UnitPath = received.Site.UnitPath }, body);
    }
}
