using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Ledger;

/// <summary>
/// Enters late data (store and forward, an outage) into the event-time record: judges all samples of a time range anew in the order of their
/// source time and says what the live run missed. The order of arrival and repetitions do not matter. Silence is left to the live run,
/// because it is about arrival and nothing else.
/// </summary>
public static class LateLedger
{
    /// <param name="plans">The points of the site as they were judged in the range.</param>
    /// <param name="samples">All samples of the range, live and late, in any order, also more than once.</param>
    /// <param name="live">What the live run recorded in the range, in order.</param>
    /// <param name="from">Start of the range, UTC ticks.</param>
    /// <param name="to">End of the range, UTC ticks; delays that run longer are not entered.</param>
    /// <param name="now">Stamps the entries as decided now.</param>
    /// <param name="standing">Ids of alarms abnormal at <paramref name="from"/>; null for none.</param>
    public static LedgerResult Compare(
        IReadOnlyList<PointPlan> plans, IEnumerable<Reading> samples, IReadOnlyList<AlarmTransition> live, long from, long to, long now,
        IReadOnlySet<string>? standing = null, EvaluatorOptions? options = null)
    {
        var eventTime = Replay(plans, samples.Where(s => s.SourceTime >= from && s.SourceTime <= to), from, to, now, options);
        var told = Periods(live, from, standing ?? new HashSet<string>());
        var missed = Periods([.. eventTime.Where(t => !IsSilence(t.Kind))], from, new HashSet<string>())
            .Where(p => !told.Any(t => t.AlarmId == p.AlarmId && t.Start <= p.End && p.Start <= t.End)).ToList();
        var entries = missed.SelectMany(p => Entries(p, now)).OrderBy(t => t.EventTime).ThenBy(t => t.AlarmId, StringComparer.Ordinal);
        return new LedgerResult(eventTime, [.. entries]);
    }

    private static List<AlarmTransition> Replay(
        IReadOnlyList<PointPlan> plans, IEnumerable<Reading> samples, long from, long to, long now, EvaluatorOptions? options)
    {
        var engine = new SiteEvaluator(plans, from, options);
        List<AlarmTransition> transitions = [];
        List<WarningEvent> nobody = [];
        foreach (var sample in InOrder(samples))
        {
            engine.Evaluate([sample], sample.SourceTime, now, transitions, nobody);
        }

        engine.Elapse(to, transitions, nobody);
        return [.. transitions.Select(t => t with { DecidedTime = now })];
    }

    // A total order, so that two values for one moment fall the same way whichever came first.
    private static IEnumerable<Reading> InOrder(IEnumerable<Reading> samples) => samples
        .Select(s => s with { Flags = s.Flags & ~DetectorFlags.Historical })
        .OrderBy(s => s.SourceTime).ThenBy(s => s.Point).ThenBy(s => s.Quality).ThenBy(s => s.Flags).ThenBy(s => BitConverter.DoubleToInt64Bits(s.Value))
        .Distinct();

    private static List<Period> Periods(IReadOnlyList<AlarmTransition> transitions, long from, IReadOnlySet<string> standing)
    {
        var open = standing.ToDictionary(id => id, id => new Period(id, from, long.MaxValue, null, null), StringComparer.Ordinal);
        var periods = new List<Period>();
        foreach (var transition in transitions)
        {
            if (transition.Event == AlarmEvent.Raised)
            {
                open[transition.AlarmId] = new Period(transition.AlarmId, transition.EventTime, long.MaxValue, transition, null);
            }
            else if (transition.Event is AlarmEvent.ReturnedToNormal or AlarmEvent.RuleChanged)
            {
                var begun = open.Remove(transition.AlarmId, out var period) ? period : new Period(transition.AlarmId, from, from, null, null);
                periods.Add(begun with { End = transition.EventTime, Returned = transition });
            }
        }

        return [.. periods, .. open.Values];
    }

    private static IEnumerable<AlarmTransition> Entries(Period period, long now)
    {
        if (period.Raised is { } raised)
        {
            yield return Entry(raised, AlarmEvent.WouldHaveAlarmed, raised.EventTime, now);
        }

        if (period.Returned is { } returned)
        {
            yield return Entry(returned, AlarmEvent.WouldHaveReturned, period.Start, now);
        }
    }

    // It says nothing of the present state, so it leads from normal to normal.
    private static AlarmTransition Entry(AlarmTransition of, AlarmEvent entered, long occurrence, long now) => of with
    {
        Id = $"{of.AlarmId}@{of.EventTime}/{entered}", Event = entered, From = AlarmState.Normal, To = AlarmState.Normal, Underlying = null,
        DecidedTime = now, Occurrence = occurrence, IsAbnormal = false, Reason = of.Reason with { Text = Words(of.Reason.Text, entered) },
    };

    private static LocalizedText Words(LocalizedText text, AlarmEvent entered) => entered == AlarmEvent.WouldHaveAlarmed
        ? new($"迟到数据补记（当时未报警）：{text.Zh}", $"Entered from late data, not told at the time: {text.En}")
        : new($"迟到数据补记（当时应已恢复）：{text.Zh}", $"Entered from late data, would have returned then: {text.En}");

    private static bool IsSilence(ConditionKind kind) => kind is ConditionKind.Stale or ConditionKind.Offline;

    private sealed record Period(string AlarmId, long Start, long End, AlarmTransition? Raised, AlarmTransition? Returned);
}
