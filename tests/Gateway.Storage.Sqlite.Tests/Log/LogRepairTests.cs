using Gateway.Core.Alarms;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class LogRepairTests
{
    [Fact]
    public async Task A_kill_while_the_salvage_is_made_leaves_the_damaged_file_to_be_salvaged_again()
    {
        await using var bench = await DamagedAsync();
        File.WriteAllText(bench.Path + ".salvage", "half a salvage");
        bench.OpenLog();
        bench.Log.StartReport.DamagedFile.ShouldNotBeNull();
        bench.Values().Count.ShouldBeGreaterThan(10_000);
        File.Exists(bench.Path + ".salvage").ShouldBeFalse();
    }

    [Fact]
    public async Task A_kill_between_the_two_moves_of_the_exchange_ends_it_at_the_next_start_with_its_count()
    {
        await using var bench = await DamagedAsync();
        bench.OpenLog();
        var (kept, last) = (bench.Values().Count, bench.Log.LastSequence);
        var aside = bench.Log.StartReport.DamagedFile!;
        await bench.Log.DisposeAsync();
        File.Move(bench.Path, bench.Path + ".salvage");

        bench.OpenLog();

        bench.Log.StartReport.DamagedFile.ShouldBe(aside);
        bench.Values().Count.ShouldBe(kept);
        bench.Append(bench.Good(0, 1));
        bench.Log.LastSequence.ShouldBe(last + 1);
    }

    [Fact]
    public async Task Damage_met_while_running_is_repaired_and_told_as_the_last_repair()
    {
        await using var bench = await DamagedAsync();
        bench.OpenLog(new SqliteLogOptions { CheckedBytes = 0 });
        bench.Log.StartReport.IsClean.ShouldBeTrue("nobody looked");
        bench.Log.LastRepair.ShouldBeNull();

        bench.Values().Count.ShouldBeGreaterThan(10_000);

        bench.Log.LastRepair!.DamagedFile.ShouldNotBeNull();
        bench.Log.LastRepair.Text.Zh.ShouldContain("缺失");
        bench.Append(bench.Good(0, 7));
        bench.Values()[^1].ShouldBe(7);
    }

    [Fact]
    public async Task A_full_disk_during_the_salvage_keeps_all_in_the_damaged_file_and_the_log_starts_anew()
    {
        await using var bench = await DamagedAsync();
        bench.OpenLog(new SqliteLogOptions { MaxPages = 20 });
        bench.Log.StartReport.SalvagedEntries.ShouldBe(0);
        new FileInfo(bench.Log.StartReport.DamagedFile!).Length.ShouldBeGreaterThan(100_000);
        bench.Append(bench.Good(0, 7));
        bench.Values().ShouldBe([7]);
        bench.Log.FirstSequence.ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task The_gap_of_a_repair_is_in_the_salvage_before_it_takes_its_place()
    {
        await using var bench = await DamagedAsync();
        bench.OpenLog();
        var gap = GapCodec.Decode(bench.ReadAll().Single(e => e.Kind == LogEntryKind.Gap).Payload.Span)!;
        gap.Reason.ShouldBe(GapReason.Damage);
        gap.FromTime.ShouldBe(bench.Log.StartReport.LostFrom);
        gap.ToTime.ShouldBe(bench.Time.GetUtcNow().UtcTicks);
        gap.FromTime.ShouldBeInRange(1, gap.ToTime);
    }

    [Fact]
    public async Task What_the_log_had_let_go_of_is_not_counted_as_lost_by_damage()
    {
        await using var bench = LogBench.Open(new SqliteLogOptions { MaxBytes = 1 << 20 });
        var batch = bench.Batch(bench.Good(0, 60));
        batch.Transitions.Add(LogBench.Transition("p0", AlarmEvent.Raised, AlarmState.Unacknowledged, 10));
        bench.Log.Append([batch]);
        for (var i = 0; i < 10; i++)
        {
            bench.Fill(200);
            bench.Log.SetCursor("history", bench.Log.LastSequence);
        }

        var trimmed = bench.Log.Figures.Buffer.Dropped;
        trimmed.ShouldBeGreaterThan(500);
        await bench.Log.DisposeAsync();
        Scratch(bench.Path);
        bench.OpenLog();
        bench.Log.StartReport.DamagedFile.ShouldNotBeNull();
        bench.Log.StartReport.LostEntries.ShouldBeLessThan(trimmed);
        bench.Log.StartReport.Text.En.ShouldContain("from 2026-01-01");
    }

    private static async Task<LogBench> DamagedAsync()
    {
        var bench = LogBench.Open();
        bench.Fill(300);
        await bench.Log.DisposeAsync();
        Scratch(bench.Path);
        return bench;
    }

    private static void Scratch(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 2 / 8192 * 8192, 8192).Fill(0xA5);
        File.WriteAllBytes(path, bytes);
    }
}
