using Gateway.Testing.Link.County;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Link.Support;

/// <summary>Compares what a gateway wrote down with what the center answers: each reading and each event once, in order, nothing that never was.</summary>
internal static class LinkJudge
{
    private const string Site = LinkedGateway.Site;

    /// <summary>The whole log of a gateway that was stopped against the center.</summary>
    /// <param name="before">A log the gateway had before this one; null = none. What it held may be there too.</param>
    public static async Task EverythingArrivedOnceAsync(CenterApi center, GatewayLog log, string edge, GatewayLog? before = null)
    {
        log.Readings.ShouldNotBeEmpty();
        await ReadingsAsync(center, log, log.ConfirmedReadings, [.. log.Readings, .. before?.Readings ?? []]);
        await EventsAsync(center, log, edge, [.. log.WarningsUpTo(long.MaxValue), .. before?.WarningsUpTo(long.MaxValue) ?? []]);
        (await center.FactsAsync(Site, "edge.event-refused")).ShouldBeEmpty();
        (await center.FactsAsync(Site, "edge.chain-broken")).ShouldBeEmpty();
    }

    /// <summary>What was confirmed is there: also when the center was killed the moment after it said so, and hears nobody since.</summary>
    public static async Task WhatWasConfirmedIsStoredAsync(CenterApi center, GatewayLog log, string edge, SeenReceipt receipt)
    {
        receipt.Epoch.ShouldBe(log.Epoch);
        await ReadingsAsync(center, log, receipt.Readings, null);
        var stored = await SequencesAsync(center, log.Epoch, edge);
        log.Events.Select(entry => entry.Sequence).Where(sequence => sequence <= receipt.Events).Except(stored).ShouldBeEmpty();
    }

    /// <summary>Waits until the center can prove that nothing of the site is missing from a moment on.</summary>
    public static async Task CompleteAsync(CenterApi center, DateTimeOffset from)
    {
        var last = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await center.CompletenessAsync(Site, from);
                last = answer.ToJsonString();
                return answer["complete"]!.GetValue<bool>() && answer["gaps"]!.AsArray().Count == 0;
            },
            60, () => $"complete without a gap; it is {last}");
    }

    /// <param name="allowed">All there may be; null = that is not asked.</param>
    private static async Task ReadingsAsync(
        CenterApi center, GatewayLog log, long upTo, IReadOnlyList<(long Sequence, string Point, StoredReading Reading)>? allowed)
    {
        var times = log.Readings.Select(reading => reading.Reading.Time).ToList();
        foreach (var point in log.Points)
        {
            var due = log.Readings.Where(reading => reading.Point == point && reading.Sequence <= upTo).Select(reading => reading.Reading).ToHashSet();
            List<StoredReading> stored = [];

            // The history follows the center's own log.
            await Eventually.TrueAsync(
                async () => due.IsSubsetOf(stored = await center.HistoryAsync(Site, point, times.Min(), times.Max().AddTicks(1))),
                30, () => Difference(point, due, stored));
            if (allowed is not null)
            {
                stored.Count.ShouldBe(stored.Distinct().Count(), $"{point}: something is stored twice");
                stored.Except(allowed.Where(reading => reading.Point == point).Select(reading => reading.Reading)).ShouldBeEmpty($"{point}: the gateway never wrote that");
                stored.ShouldBeInOrder(SortDirection.Ascending, Comparer<StoredReading>.Create((one, other) => one.Time.CompareTo(other.Time)));
            }
        }
    }

    private static async Task EventsAsync(CenterApi center, GatewayLog log, string edge, IReadOnlyCollection<string> allowed)
    {
        var upTo = log.ConfirmedEvents;
        var stored = await SequencesAsync(center, log.Epoch, edge);
        stored.ShouldBe(stored.Distinct().Order().ToList(), "events twice, or out of order");
        stored.Except(log.Events.Select(entry => entry.Sequence)).ShouldBeEmpty("the gateway never wrote that");
        log.Events.Select(entry => entry.Sequence).Where(sequence => sequence <= upTo).Except(stored).ShouldBeEmpty("events that never came");

        var warnings = (await center.AllAsync($"warnings?site={Site}")).Select(row => row["key"]!.GetValue<string>())
            .Where(key => key.StartsWith($"{Site}/{edge}/", StringComparison.Ordinal)).Select(key => key[$"{Site}/{edge}/".Length..])
            .Where(id => !id.StartsWith("center-", StringComparison.Ordinal)).ToList();
        warnings.Count.ShouldBe(warnings.Distinct().Count(), "warnings twice");
        warnings.Except(allowed).ShouldBeEmpty("the gateway never warned of that");
        log.WarningsUpTo(upTo).Except(warnings).ShouldBeEmpty("warnings that are not shown");
    }

    private static async Task<List<long>> SequencesAsync(CenterApi center, string epoch, string edge)
    {
        var prefix = $"{Site}/{edge}/{epoch}/";
        return [.. (await center.FactsAsync(Site, "edge.event")).Where(subject => subject.StartsWith(prefix, StringComparison.Ordinal))
            .Select(subject => long.Parse(subject[prefix.Length..], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string Difference(string point, HashSet<StoredReading> due, List<StoredReading> stored)
    {
        var missing = due.Except(stored).OrderBy(reading => reading.Time).ToList();
        return $"{point}: {due.Count} due, {stored.Count} stored, {missing.Count} missing, for example {string.Join(", ", missing.Take(5))}";
    }
}
