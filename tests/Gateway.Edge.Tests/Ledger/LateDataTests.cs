using System.Globalization;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Edge.Commands;
using Gateway.Edge.Ledger;
using Gateway.Edge.Tests.Configuration;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Ledger;

/// <summary>Data that come late, through the running gateway: the record is made whole, and nobody is warned of what is over.</summary>
public sealed class LateDataTests
{
    private static readonly string[] s_leak =
    [
        "100 WouldHaveAlarmed p0/yellow-high", "110 WouldHaveAlarmed p0/red-high", "220 WouldHaveReturned p0/red-high", "220 WouldHaveReturned p0/yellow-high",
    ];

    // Two hours ago, on a whole second.
    private static DateTimeOffset Origin() => DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddHours(-2).ToUnixTimeSeconds());

    private static Reading At(DateTimeOffset origin, double second, double value, int point = 0, DetectorFlags flags = DetectorFlags.Historical) =>
        new(point, value, origin.AddSeconds(second).UtcTicks, Quality.Good, flags);

    private static Reading Live(double value, int point = 0) => new(point, value, TimeProvider.System.GetUtcNow().UtcTicks, Quality.Good);

    /// <summary>60 %LEL from second 100 to 199, else 5, every ten seconds.</summary>
    private static Reading[] Leak(DateTimeOffset origin, int point = 0) =>
        [.. Enumerable.Range(0, 60).Select(i => At(origin, i * 10, i is >= 10 and < 20 ? 60 : 5, point))];

    [Fact]
    public async Task A_leak_in_a_backlog_is_entered_with_its_own_time_and_warns_nobody()
    {
        var origin = Origin();
        await using var site = await LateSite.StartAsync();
        await site.FeedAsync(Live(5));
        await site.FeedAsync(Leak(origin));
        await site.FeedAsync(Live(6));
        await site.UntilEnteredAsync(4);
        site.Told(origin).ShouldBe(s_leak);
        site.Warnings().ShouldBe(0);
        site.Transitions().ShouldAllBe(transition => !transition.Event.IsLive());
        (await site.Runtime.Pipeline.GetAlarmsAsync(CancellationToken.None)).ShouldBeEmpty();
        site.Runtime.Log.LoadAlarms().ShouldBeEmpty();
        var text = site.Entries()[0].Reason.Text;
        text.En.ShouldStartWith($"Would have alarmed at {origin.AddSeconds(100).UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z (the data arrived ");
        text.Zh.ShouldStartWith($"本应于 {origin.AddSeconds(100).UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z 报警");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Any_order_of_arrival_gives_the_same_records(int seed)
    {
        var origin = Origin();
        await using var site = await LateSite.StartAsync();
        var backlog = Leak(origin);
        new Random(seed).Shuffle(backlog);

        // In one batch: a stall between two writes would pass for the end of the late data.
        var batch = site.Runtime.Pipeline.Rent(0);
        foreach (var reading in backlog.Concat(backlog.Take(10)))
        {
            batch.Add(reading);
        }

        await site.Runtime.Pipeline.WriteAsync(batch, CancellationToken.None);
        await site.UntilEnteredAsync(4);
        await LateSite.SettleAsync();
        site.Told(origin).ShouldBe(s_leak);
    }

    [Fact]
    public async Task More_late_data_and_a_restart_write_nothing_twice()
    {
        var origin = Origin();
        using var folder = new ConfigurationFolder();
        await using (var site = await LateSite.StartAsync(folder))
        {
            await site.FeedAsync(Leak(origin));
            await site.UntilEnteredAsync(4);
            await site.FeedAsync(At(origin, 105, 61), At(origin, 555, 5));
            await LateSite.SettleAsync();
            site.Told(origin).ShouldBe(s_leak);
        }

        await using var again = await LateSite.StartAsync(folder);
        await again.FeedAsync(At(origin, 105, 61));
        await LateSite.SettleAsync();
        again.Told(origin).ShouldBe(s_leak);
    }

    [Fact]
    public async Task What_was_not_judged_before_a_stop_is_judged_after_the_start()
    {
        var origin = Origin();
        using var folder = new ConfigurationFolder();
        await using (var site = await LateSite.StartAsync(folder, new LateOptions()))
        {
            await site.FeedAsync(Leak(origin));
        }

        await using var again = await LateSite.StartAsync(folder);
        await again.UntilEnteredAsync(4);
        again.Told(origin).ShouldBe(s_leak);
    }

    [Fact]
    public async Task What_people_were_told_is_not_entered()
    {
        await using var site = await LateSite.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        // Judged live, with times two minutes back at most.
        var live = Enumerable.Range(0, 12).Select(i => At(now, (i * 10) - 130, i is >= 2 and < 6 ? 60 : 5, flags: DetectorFlags.None)).ToArray();
        await site.FeedAsync(live);
        // Late ones in between, that change nothing: one on each side of the leak and one inside.
        await site.FeedAsync(At(now, -125, 5, flags: DetectorFlags.None), At(now, -95, 61, flags: DetectorFlags.None), At(now, -25, 5, flags: DetectorFlags.None));
        await Eventually.TrueAsync(() => site.Transitions().Any(transition => transition is { AlarmId: "p0/red-high", Event: AlarmEvent.Raised }), 20);
        await LateSite.SettleAsync();
        site.Transitions().Where(transition => transition is { Event: AlarmEvent.Raised, Kind: Core.Conditions.ConditionKind.HighLimit }).Select(transition => transition.AlarmId)
            .ShouldBe(["p0/yellow-high", "p0/red-high"]);
        site.Told(now).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_over_several_points_is_judged_with_all_of_them()
    {
        var origin = Origin();
        await using var site = await LateSite.StartAsync();
        // Each alone would have raised nothing.
        await site.FeedAsync([.. Enumerable.Range(0, 60).Select(i => At(origin, i * 10, i is >= 10 and < 20 ? 22 : 5, point: 2))]);
        await site.FeedAsync([.. Enumerable.Range(0, 60).Select(i => At(origin, i * 10, i is >= 15 and < 25 ? 22 : 5, point: 1))]);
        await site.UntilEnteredAsync(2);
        await LateSite.SettleAsync();
        site.Told(origin).Select(line => line[..line.LastIndexOf(' ')]).ShouldBe(["150 WouldHaveAlarmed", "200 WouldHaveReturned"]);
    }

    [Fact]
    public async Task The_detectors_own_alarm_bits_count_in_late_data()
    {
        var origin = Origin();
        await using var site = await LateSite.StartAsync();
        await site.FeedAsync([.. Enumerable.Range(0, 30).Select(i => At(
            origin, i * 10, 5, flags: DetectorFlags.Historical | (i is >= 10 and < 20 ? DetectorFlags.AlarmLevel2 : DetectorFlags.None)))]);
        await site.UntilEnteredAsync(1);
        site.Entries()[0].Kind.ShouldBe(Core.Conditions.ConditionKind.DetectorAlarm);
    }

    [Fact]
    public async Task A_replay_of_the_log_is_byte_for_byte_the_live_run_with_ledger_entries_in_it()
    {
        using var folder = new ConfigurationFolder();
        await using (var site = await LateSite.StartAsync(folder))
        {
            await site.FeedAsync(Live(60, 1));
            await site.FeedAsync(Leak(Origin()));
            await site.FeedAsync(Live(5, 1));
            await site.UntilEnteredAsync(4);
            await site.FeedAsync(Live(70, 2));
        }

        var error = new StringWriter(CultureInfo.InvariantCulture);
        var (mine, live) = (Path.Combine(folder.Path, "replay.jsonl"), Path.Combine(folder.Path, "live.jsonl"));
        var code = await GatewayCommand.RunAsync(
            ["replay", "--config", folder.Source.File, "--log", "--output", mine, "--recorded", live, "--lang", "en"],
            new() { Error = error, Output = TextWriter.Null }, CancellationToken.None);
        error.ToString().ShouldContain("Byte for byte");
        code.ShouldBe(0);
        File.ReadAllLines(mine).Length.ShouldBeGreaterThan(1);
    }
}
