using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class LogFullTests
{
    [Fact]
    public async Task A_full_file_gives_up_the_oldest_readings_for_new_ones_and_counts_them()
    {
        await using var bench = LogBench.Open(new SqliteLogOptions { MaxPages = 200 });
        bench.Fill(2000);
        bench.Values().Count.ShouldBeLessThan(200_000);
        bench.Log.Figures.LostReadings.ShouldBe(200_000 - bench.Values().Count);
        bench.ReadAll().Where(e => e.Kind == LogEntryKind.Gap).Select(e => GapCodec.Decode(e.Payload.Span)!.Reason).Distinct().ShouldBe([GapReason.DiskFull]);
    }

    [Fact]
    public async Task An_append_that_never_fits_stores_nothing_and_the_next_one_works()
    {
        await using var bench = LogBench.Open(new SqliteLogOptions { MaxPages = 100 });
        bench.Append(bench.Good(0, 1));
        var last = bench.Log.LastSequence;
        var tooLarge = bench.Batch([.. Enumerable.Range(0, 100_000).Select(n => bench.Good(n % 100, n + 0.1))]);
        Should.Throw<DurableLogException>(() => bench.Log.Append([tooLarge]));
        bench.Append(bench.Good(0, 2));
        bench.Log.LastSequence.ShouldBeGreaterThan(last);
        bench.Values().ShouldBe([1, 2], ignoreOrder: false, customMessage: "the first was the newest entry and may not go");
    }

    [Fact]
    public async Task A_log_whose_folder_cannot_be_made_says_so_and_recovers_when_it_can()
    {
        await using var bench = new LogBench();
        File.WriteAllText(bench.Folder.File("data"), "in the way");
        var path = Path.Combine(bench.Folder.File("data"), "log.db");
        await using var log = new SqliteDurableLog(
            path, new(), new TestPoints(10), bench.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteDurableLog>.Instance);
        log.StartReport.Unavailable.ShouldNotBeNull();
        log.StartReport.Text.Zh.ShouldNotBeEmpty();
        Should.Throw<DurableLogException>(() => log.Append([bench.Batch(bench.Good(0, 1))]));
        File.Delete(bench.Folder.File("data"));
        log.Append([bench.Batch(bench.Good(0, 1))]);
        log.LastSequence.ShouldBe(1);
        bench.OpenLog();
    }
}
