using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Notifications.Sounder;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>A sounder that sounded before a restart must sound after it: tells each one what still stands, until its device confirms.</summary>
internal static class SounderRestore
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>One event a point, of its gravest standing alarm.</summary>
    public static IReadOnlyList<WarningEvent> EventsOf(IEnumerable<AlarmRecord> alarms, PointTable points, long now) =>
    [
        .. alarms.Where(alarm => alarm.State.IsStanding() && alarm.Tier > WarningTier.None).GroupBy(alarm => alarm.PointId)
            .Select(group => (Point: points.Find(group.Key), Gravest: group.MaxBy(alarm => alarm.Tier)!, Changed: group.Max(alarm => alarm.ChangedTime)))
            .Where(item => item.Point is not null).Select(item => EventOf(item.Point!, item.Gravest, item.Changed, now)),
    ];

    /// <summary>
    /// Tells the events again until all are confirmed. A newer warning of a point wins over them, and a silence pressed meanwhile
    /// holds, because the sounder compares event times and tiers.
    /// </summary>
    public static async Task RunAsync(IReadOnlyList<SounderWarningChannel> sounders, IReadOnlyList<WarningEvent> events, TimeProvider time, CancellationToken stopping)
    {
        var open = sounders.ToList();
        while (open.Count > 0 && events.Count > 0)
        {
            foreach (var sounder in open.ToList())
            {
                if (await TellAsync(sounder, events, stopping))
                {
                    open.Remove(sounder);
                }
            }

            if (open.Count > 0)
            {
                await Task.Delay(Pause, time, stopping);
            }
        }
    }

    private static async Task<bool> TellAsync(SounderWarningChannel sounder, IReadOnlyList<WarningEvent> events, CancellationToken stopping)
    {
        var outcome = NotifyOutcome.Delivered;
        foreach (var warning in events)
        {
            outcome = await sounder.SendAsync(warning, stopping);
        }

        return outcome == NotifyOutcome.Delivered;
    }

    private static WarningEvent EventOf(Point point, AlarmRecord alarm, long changed, long now) => new()
    {
        Id = $"{point.Id}@{changed}/{alarm.Tier}", Point = point, From = WarningTier.None, To = alarm.Tier, EventTime = changed,
        ReceivedTime = now, DecidedTime = now,
        Cause = new AlarmTransition
        {
            Id = $"{alarm.AlarmId}@{changed}/{AlarmEvent.Raised}", AlarmId = alarm.AlarmId, Point = point.Index, PointId = point.Id,
            Kind = alarm.Kind, Tier = alarm.Tier, Event = AlarmEvent.Raised, From = AlarmState.Normal, To = alarm.State,
            EventTime = changed, DecidedTime = now,
            Reason = new AlarmReason
            {
                Kind = alarm.Kind, Value = double.NaN, Quality = Quality.Uncertain, Since = alarm.RaisedTime,
                Basis = new RuleBasis(alarm.AlarmId, "", "", "restored"),
                Text = new LocalizedText("重启前的报警仍未解除", "the alarm stood before the restart and still stands"),
            },
        },
    };
}
