using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink;
using Gateway.Edge.Uplink.Lanes;
using Gateway.Testing.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>An older copy of the log is put back: its sequences are given out a second time.</summary>
public sealed class LogForkTests
{
    [Fact]
    public async Task A_log_that_goes_on_over_restarts_is_the_one_the_center_has()
    {
        await using var bench = new LinkBench();
        for (var start = 0; start < 80; start++)
        {
            bench.Write();
            bench.WriteTransition($"t{start}");
            await bench.BeatAsync();
            IsOfThisLog(bench, bench.Center.Receipt(bench.Log.Epoch)).ShouldBeTrue($"start {start}");
            if (start % 3 != 0)
            {
                bench.Receipt();
            }

            await bench.KillAndStartAsync();
        }

        bench.Center.Refused.ShouldBe(0);
        bench.Center.Events.Count.ShouldBe(80);
        bench.Log.Identity.Runs.Count.ShouldBeLessThanOrEqualTo(LinkRuns.Most);
    }

    [Fact]
    public async Task Runs_the_center_has_taken_of_are_told_and_older_ones_are_not()
    {
        await using var bench = new LinkBench();
        for (var start = 0; start < 5; start++)
        {
            await WriteAsync(bench, withEvents: true);
            await bench.KillAndStartAsync();
        }

        await WriteAsync(bench, withEvents: true);
        bench.Center.Events[^1].Runs.Count.ShouldBe(6);
        bench.Receipt();
        await WriteAsync(bench, withEvents: true);
        bench.Center.Events[^1].Runs.ShouldBe([bench.Link.Runs[^1]]);
    }

    /// <param name="withEvents">False = the two logs differ in readings only.</param>
    /// <param name="isHot">The copy was made while the gateway ran, so that the lost log began with no run of its own.</param>
    /// <param name="starts">Starts of the copy before the center is heard.</param>
    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(false, false, 1)]
    [InlineData(false, true, 3)]
    [InlineData(false, false, 3)]
    public async Task A_copy_put_back_is_found_though_it_has_grown_past_what_the_center_has(bool withEvents, bool isHot, int starts)
    {
        await using var bench = new LinkBench();
        await WriteAsync(bench, withEvents: true);
        bench.Receipt();
        var copy = Path.Combine(bench.Folder, "copy.db");
        if (isHot)
        {
            Copy(bench.File, copy);
        }

        await bench.KillAndStartAsync(() => CopyUnless(isHot, bench.File, copy));
        if (isHot)
        {
            // Back to the run the copy was made in: it goes on.
            await bench.KillAndStartAsync(() => PutBack(copy, bench.File));
            await WriteAsync(bench, withEvents: true);
            Copy(bench.File, copy);
        }

        for (var i = 0; i < 5; i++)
        {
            await WriteAsync(bench, withEvents);
        }

        var late = bench.Center.Receipt(bench.Log.Epoch);
        IsOfThisLog(bench, late).ShouldBeTrue("nothing was put back yet");
        bench.Center.Refused.ShouldBe(0);
        await bench.KillAndStartAsync(() => PutBack(copy, bench.File));
        bench.Center.IsOnline = false;
        for (var start = 1; start <= starts; start++)
        {
            for (var i = 0; i < 6; i++)
            {
                await WriteAsync(bench, withEvents);
            }

            if (start < starts)
            {
                await bench.KillAndStartAsync();
            }
        }

        bench.Write();
        bench.Write();
        bench.Log.LastSequence.ShouldBeGreaterThan(late.Readings);
        IsOfThisLog(bench, late).ShouldBeFalse();

        bench.Center.IsOnline = true;
        await bench.BeatsAsync(3, receipts: false);
        bench.Center.Refused.ShouldBeGreaterThan(0);
        bench.Center.Receipt(bench.Log.Epoch).Readings.ShouldBe(late.Readings, "nothing of the second log counts as what was lost");
    }

    [Fact]
    public async Task A_log_whose_events_are_others_is_another_log_also_where_no_runs_are_known()
    {
        await using var bench = new LinkBench();
        var records = new List<string>();
        await WriteAsync(bench, withEvents: true);
        await WriteAsync(bench, withEvents: true);
        var taken = bench.Center.Events[^1];
        await using var service = new UplinkService(
            bench.Options, new UplinkSite("s1", bench.Folder, bench.Log, Table, (name, _) => records.Add(name)), bench.Center, _ => null!, bench.Time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = service.RunAsync(stop.Token);
        var epoch = bench.Log.Epoch;
        var receipt = new ReceiptMessage { Epoch = epoch, Events = taken.Sequence, Readings = 1, EventsChain = taken.Chain };

        bench.Center.Hears(LinkTopics.Receipts, receipt);
        await Eventually.TrueAsync(() => service.Figures.EventsReceipted == taken.Sequence);
        (bench.Log.Epoch, records.Count).ShouldBe((epoch, 0));
        bench.Center.Hears(LinkTopics.Receipts, receipt with { EventsChain = new string('a', 64) });
        await Eventually.TrueAsync(() => bench.Log.Epoch != epoch && service.Figures is { EventsReceipted: 0, ReadingsReceipted: 0 } && records.Contains("logNamedAnew"));

        await stop.CancelAsync();
        await Eventually.TrueAsync(() =>
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            return running.IsCompleted;
        });
    }

    [Fact]
    public async Task A_log_of_a_new_name_begins_its_runs_anew_and_keeps_them()
    {
        await using var bench = new LinkBench();
        await WriteAsync(bench, withEvents: true);
        var before = bench.Log.Identity;
        bench.Log.RenewEpoch();
        var renewed = bench.Log.Identity;
        (renewed.Epoch != before.Epoch, renewed.Runs.Count, renewed.Runs[0].First).ShouldBe((true, 1, 1));
        renewed.Runs[0].Id.ShouldNotBe(before.Runs[0].Id);

        await bench.KillAndStartAsync();
        bench.Log.Identity.Runs.ShouldBe(renewed.Runs, "an opening that gives out nothing is no run");
        bench.Write();
        bench.Log.Identity.Runs[^1].First.ShouldBe(bench.Log.LastSequence);
    }

    private static bool IsOfThisLog(LinkBench bench, ReceiptMessage receipt) => new ForkFinder(bench.Link, bench.Events).IsOfThisLog(receipt);

    private static async Task WriteAsync(LinkBench bench, bool withEvents)
    {
        bench.Write();
        if (withEvents)
        {
            bench.WriteTransition($"t{Guid.NewGuid():N}");
        }

        await bench.BeatAsync();
    }

    private static void CopyUnless(bool isMade, string from, string to)
    {
        if (!isMade)
        {
            Copy(from, to);
        }
    }

    private static void Copy(string from, string to)
    {
        File.Delete(to);
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        source.Open();
        using var command = source.CreateCommand();
        command.CommandText = $"VACUUM INTO '{to}'";
        command.ExecuteNonQuery();
    }

    private static void PutBack(string copy, string log)
    {
        Directory.GetFiles(Path.GetDirectoryName(log)!, "log.db*").ToList().ForEach(File.Delete);
        File.Copy(copy, log);
    }

    private static TableMessage Table() => new() { Hash = "h", SiteName = new WarningText("站", "site"), Scenarios = [], Zones = [], Points = [], RulePacks = [] };
}
