using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Prejudgement.Sheets;
using Gateway.Center.Warnings.Intake;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Prejudgement.Making;

/// <summary>Keeps which alarms are silenced and which calibrations are overdue. It adds nothing to the ledger: the events themselves are there.</summary>
internal sealed class StandingReceiver : IEventReceiver
{
    private static readonly string[] s_silenced = ["shelved", "suppressedByDesign", "outOfService"];

    public async Task ReceiveAsync(CenterWork work, ReceivedEvent received)
    {
        if (received.Message.Kind != "transition" || Read(received.Message.Body) is not { } transition || transition.IsFromLateData)
        {
            return;
        }

        // Out of a hole that is filled: the board knows a later decision about this alarm already.
        if (await work.Db.FindAsync<SiteAlarm>(received.Site.Id, received.Edge.EdgeId, transition.Alarm) is { } alarm && alarm.Since > transition.DecidedTime)
        {
            return;
        }

        var standing = await work.Db.Set<AlarmStanding>().FindAsync(received.Site.Id, received.Edge.EdgeId, transition.Alarm);
        if (!s_silenced.Contains(transition.To) && !(transition.Kind == "overdue" && transition.IsAbnormal))
        {
            if (standing is not null)
            {
                work.Db.Remove(standing);
            }

            return;
        }

        if (standing is null)
        {
            standing = new AlarmStanding
            {
                SiteId = received.Site.Id, EdgeId = received.Edge.EdgeId, AlarmId = transition.Alarm, PointId = transition.Point, Kind = transition.Kind, State = transition.To,
                Since = transition.EventTime,
            };
            work.Db.Add(standing);
        }

        (standing.State, standing.Since, standing.Until, standing.Actor) = (transition.To, transition.EventTime, transition.Until, transition.Actor);
    }

    private static TransitionMessage? Read(JsonElement body)
    {
        try
        {
            return body.Deserialize<TransitionMessage>(JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // What cannot be read is reported where events are taken in.
            return null;
        }
    }
}
