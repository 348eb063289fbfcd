using Gateway.Faults.Judging;
using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Net;
using Gateway.Faults.Running;
using Gateway.Testing.Link.County;
using Gateway.Testing.Time;

namespace Gateway.Faults.Processes.Judging;

/// <summary>
/// Two accounts of one run. The source's: every number the gateway acknowledged stands in its log, at the center and in its InfluxDB. The link's: every entry
/// of the gateway's log is at the center, once and in order.
/// </summary>
internal sealed class CountyJudge(FaultedCounty county, Obligations source, long before)
{
    private const string Log = "gateway's log";
    private const string Center = "center";
    private const string Influx = "gateway's InfluxDB";
    private const string Events = "events";
    private const int Patience = 60;
    private const int LittlePatience = 3;
    private readonly Obligations _link = new();
    private int _patience = Patience;

    /// <summary>Everything arrived and is quiet: reads what is where.</summary>
    public async Task<(Judgement Source, Judgement Link)> JudgeAsync(IReadOnlyDictionary<string, int> faults, string seen)
    {
        var log = await GatewayLog.ReadAsync(county.Gateway);
        var fresh = Fresh(log);
        ReadLog(fresh);
        OweToTheCenter(log, fresh);
        foreach (var readings in fresh.GroupBy(reading => reading.Point, StringComparer.Ordinal))
        {
            await ReadCenterAsync(readings.Key, [.. readings.Select(reading => reading.Reading)], log);
        }

        await ReadInfluxAsync(fresh);
        await ReadEventsAsync(log);
        return (source.Judge(faults, seen), _link.Judge(faults));
    }

    public void FreshEventPassed()
    {
        source.FreshEventPassed();
        _link.FreshEventPassed();
    }

    public void Complain(string what) => source.Complain(what);

    // A sample that came twice over QoS 1 is in the log twice; it counts once, where it came first, which may be before the run.
    private List<(long Sequence, string Point, StoredReading Reading)> Fresh(GatewayLog log)
    {
        var written = log.Readings.Where(reading => reading.Sequence > before).Select(reading => (reading.Point, reading.Reading)).ToHashSet();
        return [.. log.Readings.Where(reading => written.Contains((reading.Point, reading.Reading))).DistinctBy(reading => (reading.Point, reading.Reading))];
    }

    private void ReadLog(IEnumerable<(long Sequence, string Point, StoredReading Reading)> fresh)
    {
        source.Reader(Log, mayRepeat: false);
        foreach (var (_, _, reading) in fresh.Where(reading => reading.Point == county.Gateway.Numbers))
        {
            source.Delivered(Log, NumberedSample.IdOf(reading.Value), NumberedSample.PayloadOf(reading.Value), reading.Time);
        }
    }

    private void OweToTheCenter(GatewayLog log, IEnumerable<(long Sequence, string Point, StoredReading Reading)> fresh)
    {
        foreach (var (_, point, reading) in fresh)
        {
            _link.Owed(IdOf(point, reading), PayloadOf(reading), reading.Time, point);
        }

        foreach (var entry in log.Events.Where(entry => entry.Sequence > before))
        {
            _link.Owed($"event {log.Epoch}/{entry.Sequence}", [], DateTimeOffset.UnixEpoch, Events);
        }
    }

    private async Task ReadCenterAsync(string point, IReadOnlyList<StoredReading> due, GatewayLog log)
    {
        var (from, to) = (due.Min(reading => reading.Time), due.Max(reading => reading.Time).AddTicks(1));
        List<StoredReading> stored = [];
        await SoonAsync(async () => due.ToHashSet().IsSubsetOf(stored = await county.Center.Api.HistoryAsync(LinkedGateway.Site, point, from, to)));
        source.Reader(Center, mayRepeat: false);
        _link.Reader(Center, mayRepeat: false);

        // Late samples of an earlier run may lie in the same time: the log has them. A history is ordered by time, which a clock that was set does not follow.
        var earlier = log.Readings.Where(reading => reading.Point == point && reading.Sequence <= before).Select(reading => reading.Reading).ToHashSet();
        var places = due.Select((reading, place) => (reading, place)).ToDictionary(entry => entry.reading, entry => entry.place);
        // The gateway writes on while the center is asked: what lies in the time and is younger than the log that was read is no matter of this run.
        var now = stored.All(reading => earlier.Contains(reading) || places.ContainsKey(reading)) ? log : await GatewayLog.ReadAsync(county.Gateway);
        var younger = now.Readings.Where(reading => reading.Point == point && reading.Sequence > log.LastSequence).Select(reading => reading.Reading).ToHashSet();
        var others = earlier.Union(younger).Except(places.Keys).ToHashSet();
        foreach (var reading in stored.Where(reading => !others.Contains(reading)).OrderBy(reading => places.GetValueOrDefault(reading)))
        {
            _link.Delivered(Center, IdOf(point, reading), PayloadOf(reading), reading.Time);
            if (point == county.Gateway.Numbers)
            {
                source.Delivered(Center, NumberedSample.IdOf(reading.Value), NumberedSample.PayloadOf(reading.Value), reading.Time);
            }
        }
    }

    private async Task ReadInfluxAsync(IReadOnlyList<(long Sequence, string Point, StoredReading Reading)> fresh)
    {
        var due = fresh.Where(reading => reading.Point == county.Gateway.Numbers).Select(reading => reading.Reading).ToHashSet();
        if (county.Stores.Influx is null || due.Count == 0)
        {
            return;
        }

        List<StoredReading> stored = [];
        await SoonAsync(async () => due.IsSubsetOf(stored = await InfluxHistory.ReadAsync(county.Gateway, due.Min(r => r.Time), due.Max(r => r.Time).AddTicks(1))));
        source.Reader(Influx, mayRepeat: false);
        foreach (var reading in stored.Where(due.Contains))
        {
            source.Delivered(Influx, NumberedSample.IdOf(reading.Value), NumberedSample.PayloadOf(reading.Value), reading.Time);
        }
    }

    private async Task ReadEventsAsync(GatewayLog log)
    {
        var prefix = $"{LinkedGateway.Site}/{county.Gateway.Edge}/{log.Epoch}/";
        List<long> sequences = [];
        var due = log.Events.Select(entry => entry.Sequence).Where(sequence => sequence > before).ToHashSet();
        await SoonAsync(async () => due.IsSubsetOf(sequences = await SequencesAsync(prefix)));

        // What a broker forgot comes later than what it kept: the place of an event is its sequence, which the chain proves.
        foreach (var sequence in sequences.Where(sequence => sequence > before && sequence <= log.LastSequence).Order())
        {
            _link.Delivered(Center, $"event {log.Epoch}/{sequence}", [], DateTimeOffset.UnixEpoch);
        }

        foreach (var kind in (string[])["edge.event-refused", "edge.chain-broken"])
        {
            (await county.Center.Api.FactsAsync(LinkedGateway.Site, kind)).ForEach(fact => Complain($"{kind}: {fact}"));
        }

        var verdict = await county.Center.Api.GetAsync("ledger/verify");
        if (!verdict["good"]!.GetValue<bool>())
        {
            Complain($"the center's ledger does not hold: {verdict.ToJsonString()}");
        }
    }

    private async Task<List<long>> SequencesAsync(string prefix) =>
    [
        .. (await county.Center.Api.FactsAsync(LinkedGateway.Site, "edge.event")).Where(subject => subject.StartsWith(prefix, StringComparison.Ordinal))
            .Select(subject => long.Parse(subject[prefix.Length..], System.Globalization.CultureInfo.InvariantCulture)),
    ];

    /// <summary>Stores follow the log at their own pace; what has not come after that is judged as missing.</summary>
    private async Task SoonAsync(Func<Task<bool>> condition)
    {
        try
        {
            await Eventually.TrueAsync(condition, _patience);
        }
        catch (TimeoutException)
        {
            // The account shows what is missing. Whoever waited once need not wait as long for each other store.
            _patience = LittlePatience;
        }
    }

    private static string IdOf(string point, StoredReading reading) => $"{point} at {reading.Time:O} = {reading.Value:R}";

    private static byte[] PayloadOf(StoredReading reading) => BitConverter.GetBytes(double.IsNaN(reading.Value) ? double.NaN : reading.Value);
}
