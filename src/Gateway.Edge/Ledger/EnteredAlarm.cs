using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Ledger;

/// <summary>An alarm that would have stood for a time, told from the ledger entries of the log.</summary>
/// <param name="From">Event time at which it would have alarmed, UTC ticks.</param>
/// <param name="Until">Event time at which it would have returned, UTC ticks; null when what is known ends before.</param>
/// <param name="Entered">When it was entered, UTC ticks of our clock.</param>
internal sealed record EnteredAlarm(AlarmTransition Raised, long From, long? Until, long Entered)
{
    /// <summary>Pairs of entries as alarms, in event order. Where later data moved one, its entries overlap: they are one alarm, from the earliest to the latest.</summary>
    public static IReadOnlyList<EnteredAlarm> Of(IEnumerable<AlarmTransition> transitions)
    {
        var all = new List<EnteredAlarm>();
        foreach (var alarm in transitions.Where(entry => !entry.Event.IsLive()).GroupBy(entry => entry.AlarmId, StringComparer.Ordinal))
        {
            all.AddRange(Joined(alarm));
        }

        return [.. all.OrderBy(alarm => alarm.From).ThenBy(alarm => alarm.Raised.AlarmId, StringComparer.Ordinal)];
    }

    private static List<EnteredAlarm> Joined(IEnumerable<AlarmTransition> entries)
    {
        var joined = new List<EnteredAlarm>();
        foreach (var next in entries.GroupBy(entry => entry.Occurrence).Select(Paired).OfType<EnteredAlarm>().OrderBy(alarm => alarm.From))
        {
            if (joined.Count > 0 && joined[^1] is var last && next.From <= (last.Until ?? long.MaxValue))
            {
                // The later entry knew more.
                var newer = next.Entered >= last.Entered ? next : last;
                joined[^1] = last with { Until = newer.Until, Entered = newer.Entered };
            }
            else
            {
                joined.Add(next);
            }
        }

        return joined;
    }

    private static EnteredAlarm? Paired(IGrouping<long, AlarmTransition> occurrence)
    {
        var raised = occurrence.FirstOrDefault(entry => entry.Event == AlarmEvent.WouldHaveAlarmed);
        var returned = occurrence.Where(entry => entry.Event == AlarmEvent.WouldHaveReturned).MaxBy(entry => entry.DecidedTime);
        return raised is null ? null : new EnteredAlarm(raised, raised.EventTime, returned?.EventTime, Math.Max(raised.DecidedTime, returned?.DecidedTime ?? 0));
    }
}
