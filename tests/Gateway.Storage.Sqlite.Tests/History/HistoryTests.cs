using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.History;
using Gateway.Storage.Sqlite.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Tests.History;

public sealed class HistoryTests
{
    private const double Day = 86_400;

    [Fact]
    public async Task A_query_sees_what_the_log_committed_before_any_flush()
    {
        await using var bench = HistoryBench.Open();
        bench.Add(1, 5);
        (await bench.AskAsync(HistoryResolution.Raw)).ShouldHaveSingleItem().Mean.ShouldBe(5);
        (await bench.AskAsync(HistoryResolution.Minute)).ShouldHaveSingleItem().Count.ShouldBe(1);
        (await bench.AskAsync(HistoryResolution.Hour)).ShouldHaveSingleItem().Max.ShouldBe(5);
    }

    [Fact]
    public async Task The_range_is_half_open_and_the_limit_keeps_the_oldest()
    {
        await using var bench = HistoryBench.Open();
        Enumerable.Range(0, 10).ToList().ForEach(i => bench.Add(i, i));
        (await bench.AskAsync(HistoryResolution.Raw, 2, 5)).Select(s => s.Mean).ShouldBe([2, 3, 4]);
        (await bench.AskAsync(HistoryResolution.Raw, 2, 9, limit: 2)).Select(s => s.Mean).ShouldBe([2, 3]);
        (await bench.AskAsync(HistoryResolution.Raw, point: "unknown")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bad_values_count_as_quality_and_not_as_figures()
    {
        await using var bench = HistoryBench.Open();
        bench.Add(1, 0, Quality.SensorFailure);
        bench.Add(2, 10);
        bench.Add(61, 0, Quality.CommunicationFailure);
        var minutes = await bench.AskAsync(HistoryResolution.Minute);
        minutes[0].ShouldBe(new HistorySample(HistoryBench.Start.UtcTicks, 10, 10, 10, 1, Quality.SensorFailure));
        minutes[1].Count.ShouldBe(0);
        double.IsNaN(minutes[1].Mean).ShouldBeTrue();
    }

    [Fact]
    public async Task Late_values_correct_a_finished_hour()
    {
        await using var bench = HistoryBench.Open();
        bench.Add(10, 1);
        bench.Log.Time.Advance(TimeSpan.FromHours(3));
        await bench.SettleAsync();
        bench.Add(20, 3);
        (await bench.AskAsync(HistoryResolution.Hour)).ShouldHaveSingleItem().Mean.ShouldBe(2);
        await bench.SettleAsync();
        (await bench.AskAsync(HistoryResolution.Minute)).ShouldHaveSingleItem().Max.ShouldBe(3);
    }

    [Fact]
    public async Task Raw_values_go_after_their_time_but_stay_around_alarms_and_rollups_stay_whole()
    {
        await using var bench = HistoryBench.Open();
        Enumerable.Range(0, 60).ToList().ForEach(i => bench.Add(i * 60, i));
        AddAlarm(bench, seconds: 1800);
        bench.Log.Time.Advance(TimeSpan.FromDays(31));
        await bench.SettleAsync();
        (await bench.AskAsync(HistoryResolution.Raw)).Select(s => s.Mean).ShouldBe(Enumerable.Range(20, 21).Select(i => (double)i));
        (await bench.AskAsync(HistoryResolution.Minute)).Count.ShouldBe(60);
        bench.Log.Time.Advance(TimeSpan.FromDays(400));
        await bench.SettleAsync();
        (await bench.AskAsync(HistoryResolution.Minute)).ShouldBeEmpty();
        (await bench.AskAsync(HistoryResolution.Hour)).ShouldHaveSingleItem().Count.ShouldBe(60);
        bench.Log.Time.Advance(TimeSpan.FromDays(3700));
        await bench.SettleAsync();
        (await bench.AskAsync(HistoryResolution.Hour)).ShouldBeEmpty();
        (await bench.AskAsync(HistoryResolution.Raw)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Values_that_come_after_their_raw_values_were_let_go_still_correct_the_rollups()
    {
        await using var bench = HistoryBench.Open();
        bench.Add(10, 1);
        bench.Log.Time.Advance(TimeSpan.FromDays(40));
        await bench.SettleAsync();
        bench.Add(20, 3);
        (await bench.AskAsync(HistoryResolution.Hour)).ShouldHaveSingleItem().Mean.ShouldBe(2);
        await bench.SettleAsync();
        await bench.CrashAsync();
        (await bench.AskAsync(HistoryResolution.Hour)).ShouldHaveSingleItem().Mean.ShouldBe(2);
        (await bench.AskAsync(HistoryResolution.Raw)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crash_before_the_flush_loses_nothing_and_doubles_nothing()
    {
        await using var bench = HistoryBench.Open();
        bench.Add(1, 1);
        await bench.History.BeatAsync(CancellationToken.None);
        bench.Add(2, 2);
        await bench.AskAsync(HistoryResolution.Raw);
        await bench.CrashAsync();
        (await bench.AskAsync(HistoryResolution.Raw)).Select(s => s.Mean).ShouldBe([1, 2]);
        (await bench.AskAsync(HistoryResolution.Hour)).ShouldHaveSingleItem().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Data_and_cursor_are_rolled_back_together_when_a_flush_fails()
    {
        await using var bench = HistoryBench.Open();
        bench.Add(1, 1);
        using (var other = new SqliteConnection($"Data Source={bench.Path};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "CREATE TRIGGER refuse BEFORE INSERT ON meta BEGIN SELECT RAISE(ABORT, 'no'); END";
            command.ExecuteNonQuery();
            await bench.History.BeatAsync(CancellationToken.None);
            command.CommandText = "SELECT count(*) FROM raw";
            command.ExecuteScalar().ShouldBe(0L);
            command.CommandText = "DROP TRIGGER refuse";
            command.ExecuteNonQuery();
        }

        await bench.History.BeatAsync(CancellationToken.None);
        await bench.CrashAsync();
        (await bench.AskAsync(HistoryResolution.Raw)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_writer_flushes_on_its_beat_and_moves_its_cursor_in_the_log()
    {
        await using var bench = HistoryBench.Open();
        using var stop = new CancellationTokenSource();
        var running = bench.History.RunAsync(stop.Token);
        bench.Add(1, 1);
        bench.Log.Time.Advance(TimeSpan.FromSeconds(10));
        var end = TimeProvider.System.GetUtcNow().AddSeconds(20);
        while (bench.Log.Log.GetCursor("history") == 0 && TimeProvider.System.GetUtcNow() < end)
        {
            await Task.Yield();
        }

        bench.Log.Log.GetCursor("history").ShouldBe(1);
        bench.Add(2, 2);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        bench.Log.Log.GetCursor("history").ShouldBe(2);
    }

    [Fact]
    public async Task Texts_are_kept()
    {
        await using var bench = HistoryBench.Open();
        var batch = bench.Log.Batch();
        batch.AddText(new Reading(0, double.NaN, HistoryBench.Start.UtcTicks, Quality.Good), "运行");
        bench.Log.Log.Append([batch]);
        await bench.SettleAsync();
        var texts = await bench.History.QueryTextsAsync("p0", HistoryBench.Start, HistoryBench.Start.AddDays(1), 10, CancellationToken.None);
        texts.ShouldHaveSingleItem().Text.ShouldBe("运行");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_damaged_file_is_put_aside_and_filled_again_from_the_log(int how)
    {
        await using var bench = HistoryBench.Open();
        foreach (var commit in Enumerable.Range(0, 3000).Chunk(300))
        {
            bench.Log.Log.Append([.. commit.Select(i => bench.Log.Batch(
                new Reading(0, i * 1.1, HistoryBench.Start.AddSeconds(i).UtcTicks, Quality.Good),
                new Reading(i % 50, i * 1.7, HistoryBench.Start.AddSeconds(i + 0.5).UtcTicks, Quality.Good)))]);
        }

        await bench.SettleAsync();
        var before = await bench.AskAsync(HistoryResolution.Raw);
        await bench.History.DisposeAsync();
        Damage(bench.Path, how);
        bench.OpenHistory();
        bench.History.StartReport.DamagedFile.ShouldNotBeNull();
        var after = await bench.AskAsync(HistoryResolution.Raw);
        (how == 0 ? after : after.Intersect(before)).Count().ShouldBe(after.Count);
        bench.Add(Day, 7);
        await bench.SettleAsync();
        (await bench.AskAsync(HistoryResolution.Raw, Day - 1)).ShouldHaveSingleItem().Mean.ShouldBe(7);
        if (how == 0)
        {
            after.ShouldBe(before);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_was_replaced_and_outgrew_the_cursor_before_the_first_beat_is_read_from_its_start(bool olderCopy)
    {
        await using var bench = HistoryBench.Open();
        bench.Add(1, 1);
        await bench.Log.Log.DisposeAsync();
        var copy = File.ReadAllBytes(bench.Log.Path);
        bench.Log.OpenLog();
        await bench.CrashAsync();
        Enumerable.Range(2, 5).ToList().ForEach(i => bench.Add(i, i));
        await bench.SettleAsync();
        await bench.History.DisposeAsync();
        await bench.Log.Log.DisposeAsync();
        File.Delete(bench.Log.Path);
        if (olderCopy)
        {
            File.WriteAllBytes(bench.Log.Path, copy);
        }

        bench.Log.OpenLog();
        bench.OpenHistory();
        Enumerable.Range(10, 30).ToList().ForEach(i => bench.Add(i, i));

        (await bench.AskAsync(HistoryResolution.Raw, 9)).Select(s => s.Mean).ShouldBe(Enumerable.Range(10, 30).Select(i => (double)i));
        (await bench.AskAsync(HistoryResolution.Raw, 0, 9)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task While_the_file_takes_nothing_memory_does_not_grow_a_query_proves_nothing_and_nothing_is_lost()
    {
        await using var bench = HistoryBench.Open(new SqliteHistoryOptions { FlushReadings = 1000 });
        bench.Log.Fill(10);
        using (var other = new SqliteConnection($"Data Source={bench.Path};Pooling=False"))
        {
            other.Open();
            using var block = other.CreateCommand();
            block.CommandText = "CREATE TRIGGER full BEFORE INSERT ON raw BEGIN SELECT RAISE(FAIL, 'no room'); END";
            block.ExecuteNonQuery();
            for (var i = 0; i < 5; i++)
            {
                await bench.History.BeatAsync(CancellationToken.None);
                await bench.AskAsync(HistoryResolution.Raw);
                bench.Log.Fill(1000);
            }

            bench.History.Figures.FailingSince.ShouldBeGreaterThan(0);
            bench.History.Figures.LastError!.ShouldContain("no room");
            bench.History.Buffered.ShouldBeLessThan(150_000);
            block.CommandText = "DROP TRIGGER full";
            block.ExecuteNonQuery();
        }

        await bench.SettleAsync();
        bench.History.Figures.FailingSince.ShouldBe(0);
        bench.History.Figures.FlushedReadings.ShouldBe(501_000);
        bench.History.Figures.Flushes.ShouldBeGreaterThan(1);
        bench.History.Figures.SizeBytes.ShouldBeGreaterThan(100_000);
    }

    [Fact]
    public async Task The_figures_count_roll_ups_and_what_the_retention_deleted()
    {
        await using var bench = HistoryBench.Open();
        bench.Add(10, 1);
        bench.Log.Time.Advance(TimeSpan.FromDays(40));
        await bench.SettleAsync();
        bench.History.Figures.CompactedHours.ShouldBe(1);
        bench.History.Figures.ExpiredRows.ShouldBe(1);
        bench.History.StartReport.IsClean.ShouldBeTrue();
    }

    private static void Damage(string path, int how)
    {
        var bytes = File.ReadAllBytes(path);
        switch (how)
        {
            case 0:
                bytes = new byte[5000];
                break;
            case 1:
                bytes = bytes[..(bytes.Length / 2)];
                break;
            default:
                bytes.AsSpan(bytes.Length / 2 / 8192 * 8192, 8192).Fill(0x5A);
                break;
        }

        File.WriteAllBytes(path, bytes);
    }

    private static void AddAlarm(HistoryBench bench, double seconds)
    {
        var batch = bench.Log.Batch();
        batch.Transitions.Add(LogBench.Transition("p0", AlarmEvent.Raised, AlarmState.Unacknowledged, HistoryBench.Start.AddSeconds(seconds).UtcTicks));
        bench.Log.Log.Append([batch]);
    }
}
