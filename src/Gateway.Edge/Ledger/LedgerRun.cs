using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Ledger;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Ledger;

/// <summary>What judging late data again came to.</summary>
/// <param name="Entries">New ledger entries, in event order.</param>
/// <param name="Remaining">What could not be judged yet because it lies too near to now; by point.</param>
/// <param name="NotJudged">Points whose samples were too many.</param>
internal sealed record LedgerOutcome(
    IReadOnlyList<AlarmTransition> Entries, IReadOnlyDictionary<string, LateStretch> Remaining, IReadOnlyList<string> NotJudged);

/// <summary>Judges the event time of late data again and says what is not in the log yet. Stateless between calls.</summary>
/// <param name="history">Keeps the detectors' bits.</param>
/// <param name="transitionsSince">Transitions of the log committed at or after a time, in order.</param>
/// <param name="present">The present state of every alarm that ever changed, by the journal of the log.</param>
internal sealed class LedgerRun(
    IHistoryStore history, Func<long, IReadOnlyList<AlarmTransition>> transitionsSince, Func<IReadOnlyList<AlarmRecord>> present,
    EvaluatorOptions evaluator, LateOptions options)
{
    // A source may be ahead of us by this much, and so may the event time of a transition be ahead of its commit.
    private static readonly long s_ahead = 2 * SiteEvaluator.FutureTolerance.Ticks;

    private readonly Dictionary<string, LateStretch> _remaining = new(StringComparer.Ordinal);
    private readonly List<AlarmTransition> _entries = [];
    private readonly List<string> _notJudged = [];

    public async Task<LedgerOutcome> RunAsync(
        IReadOnlyList<PointPlan> plans, IReadOnlyDictionary<string, LateStretch> late, long now, CancellationToken cancellation)
    {
        foreach (var scope in LedgerScope.Of(plans, late.Keys, options.MostTogether))
        {
            await TakeAsync(scope, late, now, cancellation);
        }

        return new LedgerOutcome([.. _entries.OrderBy(entry => entry.EventTime).ThenBy(entry => entry.Id, StringComparer.Ordinal)], _remaining, _notJudged);
    }

    private async Task TakeAsync(LedgerScope scope, IReadOnlyDictionary<string, LateStretch> late, long now, CancellationToken cancellation)
    {
        if (await TryAsync(scope, late, now, options.MostLeadIn, cancellation)
            || await TryAsync(scope.Within(options.ShortLeadIn), late, now, options.ShortLeadIn, cancellation))
        {
            return;
        }

        foreach (var single in scope.Within(options.ShortLeadIn).Apart())
        {
            if (!await TryAsync(single, late, now, options.ShortLeadIn, cancellation))
            {
                _notJudged.AddRange(single.Late);
            }
        }
    }

    /// <returns>False when its samples are too many.</returns>
    private async Task<bool> TryAsync(
        LedgerScope scope, IReadOnlyDictionary<string, LateStretch> late, long now, TimeSpan mostLeadIn, CancellationToken cancellation)
    {
        var stretch = scope.Late.Select(id => late[id]).Aggregate((one, other) => one.Join(other));
        var leadIn = (scope.LeadIn < mostLeadIn ? scope.LeadIn : mostLeadIn).Ticks;
        // What the live run decides about the newest data may not be in the log yet.
        var settled = now - options.Quiet.Ticks;
        var (from, to) = (stretch.From - leadIn, Math.Min(stretch.To + leadIn, settled));
        if (to >= stretch.From)
        {
            if (await SamplesAsync(scope, from, to, cancellation) is not { } samples)
            {
                return false;
            }

            Compare(scope, samples, stretch, from, to, now);
        }

        if (stretch.To > settled)
        {
            foreach (var id in scope.Late)
            {
                _remaining[id] = late[id] with { From = Math.Max(late[id].From, Math.Min(settled, late[id].To)) };
            }
        }

        return true;
    }

    private void Compare(LedgerScope scope, List<Reading> samples, in LateStretch stretch, long from, long to, long now)
    {
        var recorded = transitionsSince(from - s_ahead);
        var live = recorded.Where(transition => transition.Event.IsLive() && transition.EventTime >= from).ToList();
        var missed = LateLedger.Compare(scope.Plans, samples, live, from, to, now, Standing(live, from), evaluator).Missed;
        var known = recorded.Select(transition => transition.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in missed)
        {
            // Late data change nothing before them; what differs there comes of judging with less of the past.
            if (entry.Occurrence >= stretch.From && scope.Concerns(entry) && known.Add(entry.Id))
            {
                _entries.Add(entry with { Reason = entry.Reason with { Text = LedgerWords.Of(entry, stretch) } });
            }
        }
    }

    // The first thing that happened to an alarm since then tells what it was before; one to which nothing happened is what it is now.
    private HashSet<string> Standing(IReadOnlyList<AlarmTransition> live, long from)
    {
        var standing = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var transition in live.Where(transition => seen.Add(transition.AlarmId)))
        {
            if (transition.Event == AlarmEvent.ReturnedToNormal || (transition.Event != AlarmEvent.Raised && transition.IsAbnormal))
            {
                standing.Add(transition.AlarmId);
            }
        }

        standing.UnionWith(present().Where(record => !seen.Contains(record.AlarmId) && record.ChangedTime < from && IsAbnormal(record)).Select(record => record.AlarmId));
        return standing;
    }

    private static bool IsAbnormal(AlarmRecord record) => (record.Underlying ?? record.State) is AlarmState.Unacknowledged or AlarmState.Acknowledged;

    private async Task<List<Reading>?> SamplesAsync(LedgerScope scope, long from, long to, CancellationToken cancellation)
    {
        var samples = new List<Reading>();
        foreach (var point in scope.Measured)
        {
            var room = options.MostSamples - samples.Count;
            var found = await history.QueryAsync(
                point.Id, Time(from), Time(to + 1), HistoryResolution.Raw, room + 1, cancellation);
            if (found.Count > room)
            {
                return null;
            }

            samples.AddRange(found.Select(sample => new Reading(point.Index, sample.Mean, sample.Time, sample.Quality, sample.Flags)));
        }

        return samples;
    }

    private static DateTimeOffset Time(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
