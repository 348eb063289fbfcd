using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink;
using Gateway.Edge.Uplink.Lanes;
using Gateway.Edge.Uplink.Standing;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>How the link stands, and what it says of itself.</summary>
public sealed class UplinkStandingTests
{
    [Fact]
    public async Task The_table_is_told_once_again_when_it_changed_when_asked_and_until_the_broker_took_it()
    {
        await using var bench = new LinkBench();
        bench.Write();
        var table = Table("h1");
        var teller = new StateTeller(bench.Link, () => table, () => (3, 4), bench.Time.GetUtcNow());
        bench.Center.TakesBefore = 1;
        await teller.StepAsync(CancellationToken.None);
        bench.Center.TakesBefore = int.MaxValue;

        await teller.StepAsync(CancellationToken.None);
        await teller.StepAsync(CancellationToken.None);
        bench.Center.Tables.Count().ShouldBe(1);
        table = Table("h2");
        await teller.StepAsync(CancellationToken.None);
        teller.AskTable();
        await teller.StepAsync(CancellationToken.None);

        bench.Center.Tables.Select(told => told.Hash).ShouldBe(["h1", "h2", "h2"]);
        var state = bench.Center.States.Last();
        (state.Online, state.Epoch, state.Head, state.EventsReceipted, state.ReadingsReceipted, state.TableHash, state.SilenceS)
            .ShouldBe((true, bench.Log.Epoch, bench.Log.LastSequence, 3, 4, "h2", 35));
    }

    /// <param name="says">The broker says how much it takes; else it only refuses.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_table_the_broker_does_not_take_is_told_and_tried_seldom_and_one_that_fits_ends_it(bool says)
    {
        await using var bench = new LinkBench();
        var table = Table("h1") with { RulePacks = [new string('x', 2_000)] };
        var teller = new StateTeller(bench.Link, () => table, () => (0, 0), bench.Time.GetUtcNow());
        bench.Center.MaxPacketBytes = says ? 1_000 : long.MaxValue;
        bench.Center.RefusesTables = !says;

        for (var step = 0; step < 3; step++)
        {
            (teller.TableTrouble is null).ShouldBe(!says || step == 0, "a line that broke once or twice is no trouble of the table");
            await teller.StepAsync(CancellationToken.None);
        }

        var trouble = teller.TableTrouble.ShouldNotBeNull();
        (trouble.Zh.Contains("max_packet_size", StringComparison.Ordinal), trouble.En.Contains("1000 bytes", StringComparison.Ordinal)).ShouldBe((true, says));
        var tried = bench.Center.TablesTried;
        tried.ShouldBe(says ? 0 : 3);
        teller.AskTable();
        await teller.StepAsync(CancellationToken.None);
        bench.Center.TablesTried.ShouldBe(tried, "at each connect it would end the connection again");
        bench.Center.States.Count().ShouldBe(4, "all else goes on");

        bench.Time.Advance(TimeSpan.FromSeconds(30));
        (bench.Center.MaxPacketBytes, bench.Center.RefusesTables) = (long.MaxValue, false);
        await teller.StepAsync(CancellationToken.None);
        (bench.Center.Tables.Single().Hash, teller.TableTrouble).ShouldBe(("h1", null));
    }

    [Fact]
    public async Task Another_table_is_tried_at_once()
    {
        await using var bench = new LinkBench();
        var table = Table("h1");
        var teller = new StateTeller(bench.Link, () => table, () => (0, 0), bench.Time.GetUtcNow());
        bench.Center.MaxPacketBytes = 100;
        await teller.StepAsync(CancellationToken.None);
        bench.Center.MaxPacketBytes = 10_000;
        await teller.StepAsync(CancellationToken.None);
        bench.Center.Tables.ShouldBeEmpty();

        table = Table("h2");
        await teller.StepAsync(CancellationToken.None);
        (bench.Center.Tables.Single().Hash, teller.TableTrouble).ShouldBe(("h2", null));
    }

    [Fact]
    public async Task Silence_of_the_center_is_told_once_it_has_lasted_and_ends_with_the_next_receipt()
    {
        await using var bench = new LinkBench();
        bench.Center.IsOnline = false;
        await using var service = ServiceOf(bench, []);
        using var stop = new CancellationTokenSource();
        var running = service.RunAsync(stop.Token);
        bench.Write();
        var began = bench.Time.GetUtcNow();

        bench.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        service.SilentSince.ShouldBeNull();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        service.SilentSince.ShouldBe(began);
        service.Figures.SilentSince.ShouldBe(began);
        bench.Center.Hears(LinkTopics.Receipts, Receipt(bench, 0));
        await Eventually.TrueAsync(() => service.SilentSince is null);

        // Nothing waits, so nobody is silent.
        bench.Center.Hears(LinkTopics.Receipts, Receipt(bench, bench.Log.LastSequence));
        await Eventually.TrueAsync(() => service.Figures.ReadingsReceipted == bench.Log.LastSequence);
        bench.Time.Advance(TimeSpan.FromHours(1));
        service.SilentSince.ShouldBeNull();
        await stop.CancelAsync();
        await EndAsync(bench, running);
    }

    [Fact]
    public async Task A_center_that_has_more_of_the_log_than_there_is_makes_it_a_log_of_another_name_that_is_sent_anew()
    {
        await using var bench = new LinkBench();
        bench.Center.IsOnline = false;
        var records = new List<string>();
        await using var service = ServiceOf(bench, records);
        using var stop = new CancellationTokenSource();
        var running = service.RunAsync(stop.Token);
        bench.Write();
        bench.Center.Hears(LinkTopics.Receipts, Receipt(bench, bench.Log.LastSequence));
        await Eventually.TrueAsync(() => service.Figures.ReadingsReceipted == bench.Log.LastSequence);
        var epoch = bench.Log.Epoch;

        bench.Center.Hears(LinkTopics.Receipts, Receipt(bench, bench.Log.LastSequence + 1));
        await Eventually.TrueAsync(() => bench.Log.Epoch != epoch && service.Figures.ReadingsReceipted == 0 && records.Contains("logNamedAnew"));

        bench.Log.GetCursor(UplinkService.ReadingsReader).ShouldBe(0);
        bench.Log.GetCursor(EventLane.Reader).ShouldBe(0);

        // A receipt for the log of the old name means nothing any more.
        bench.Center.Hears(LinkTopics.Receipts, Receipt(bench, 1) with { Epoch = epoch });
        bench.Center.Hears(LinkTopics.Receipts, Receipt(bench, 1));
        await Eventually.TrueAsync(() => service.Figures.ReadingsReceipted == 1);
        await stop.CancelAsync();
        await EndAsync(bench, running);
    }

    [Fact]
    public async Task A_ledger_of_the_center_that_goes_back_is_recorded_at_the_site()
    {
        await using var bench = new LinkBench();
        bench.Center.IsOnline = false;
        var records = new List<string>();
        await using var service = ServiceOf(bench, records);
        using var stop = new CancellationTokenSource();
        var running = service.RunAsync(stop.Token);
        bench.Center.Hears(LinkTopics.Receipts, Receipt(bench, 0) with { LedgerSequence = 100, LedgerHash = new string('a', 64) });
        bench.Center.Hears(LinkTopics.Receipts, Receipt(bench, 0) with { LedgerSequence = 99, LedgerHash = new string('b', 64) });

        await Eventually.TrueAsync(() => records.Contains("centerLedgerFell"));
        await stop.CancelAsync();
        await EndAsync(bench, running);
    }

    [Fact]
    public void Anchors_of_the_centers_ledger_are_kept_five_minutes_apart_and_one_that_fell_at_once_also_over_a_restart()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        var anchors = new AnchorFile(folder.Path, time);
        anchors.Take(Ledger(10)).ShouldBeTrue();
        time.Advance(TimeSpan.FromMinutes(4));
        anchors.Take(Ledger(20)).ShouldBeTrue();
        anchors.Take(Ledger(20) with { LedgerHash = "short" }).ShouldBeTrue();
        time.Advance(TimeSpan.FromMinutes(1));
        anchors.Take(Ledger(30)).ShouldBeTrue();
        Lines(folder).ShouldBe([10, 30]);

        anchors.Take(Ledger(25)).ShouldBeFalse();
        Lines(folder).ShouldBe([10, 30, 25]);
        new AnchorFile(folder.Path, time).Take(Ledger(24)).ShouldBeFalse("what was seen before a restart still counts");
        File.AppendAllText(folder.File(AnchorFile.Name), "{\"damaged");
        new AnchorFile(folder.Path, time).Take(Ledger(40)).ShouldBeTrue();
    }

    private static UplinkService ServiceOf(LinkBench bench, List<string> records) => new(
        bench.Options, new UplinkSite("s1", bench.Folder, bench.Log, () => Table("h"), (name, _) => records.Add(name)), bench.Center, _ => null!, bench.Time, NullLogger.Instance);

    /// <summary>The goodbye and the pauses run on the clock of the test.</summary>
    private static Task EndAsync(LinkBench bench, Task running) => Eventually.TrueAsync(() =>
    {
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        return running.IsCompleted;
    });

    private static ReceiptMessage Receipt(LinkBench bench, long readings) => new() { Epoch = bench.Log.Epoch, Events = 0, Readings = readings, Ahead = [] };

    private static ReceiptMessage Ledger(long sequence) => new()
    {
        Epoch = "e", Events = 0, Readings = 0, Ahead = [], LedgerSequence = sequence, LedgerHash = new string('a', 64),
    };

    private static List<long> Lines(TemporaryFolder folder) =>
        [.. File.ReadAllLines(folder.File(AnchorFile.Name)).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("ledgerSequence").GetInt64())];

    private static TableMessage Table(string hash) => new() { Hash = hash, SiteName = new WarningText("站", "site"), Scenarios = [], Zones = [], Points = [], RulePacks = [] };
}
