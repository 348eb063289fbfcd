using Gateway.Faults.Disk.Work;
using Gateway.Faults.Judging;
using Gateway.Faults.Running;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Faults.Disk;

/// <summary>
/// Files of the log are damaged while nobody runs: a bit, a cut end, zeros, noise; in the database, or in the write-ahead log as a kill leaves it. Opening never fails,
/// what comes out is what went in, and what is missing is told.
/// </summary>
internal sealed class DamageScenario : IScenario
{
    public string Kind => "disk.damage";

    public IReadOnlyList<string> Plants => [Work.Plants.DamageNotTold];

    public async Task<Judgement> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var random = Lot.Of(run.Seed);
        var oracle = new Obligations();
        var log = new LogUnderTest(run.Folder, oracle, new SqliteLogOptions(), random);
        log.Open();
        var acts = 10 + random.Next(60);
        for (var i = 0; i < acts; i++)
        {
            Act(log, random);
        }

        // Some of it was read before: what a damaged cursor would lose.
        if (random.Next(2) == 0)
        {
            log.Read(LogUnderTest.Readers[0]);
        }

        var isKilled = random.Next(2) == 0;
        await LeaveAsync(log, run.Folder, isKilled);
        var damage = Damage.Of(random);
        var file = isKilled && random.Next(2) == 0 ? log.Path + "-wal" : log.Path;
        damage.Strike(file, random);

        var seen = await ReadAsync(run, oracle, log);
        return oracle.Judge(new Dictionary<string, int> { [$"{(file == log.Path ? "log database" : "write-ahead log")}: {damage.Name}"] = 1 }, seen);
    }

    private static void Act(LogUnderTest log, Random random)
    {
        log.Time.Advance(TimeSpan.FromMilliseconds(random.Next(2_000)));
        if (random.Next(5) == 0)
        {
            log.AppendEvent();
        }
        else
        {
            log.Append(1 + random.Next(3), 1 + random.Next(60));
        }
    }

    /// <summary>Stopped, or killed: then the write-ahead log lies beside the database as it was.</summary>
    private static async Task LeaveAsync(LogUnderTest log, string folder, bool isKilled)
    {
        var copies = isKilled ? Directory.GetFiles(folder).ToDictionary(file => file, File.ReadAllBytes, StringComparer.Ordinal) : [];
        await log.DisposeAsync();
        foreach (var (file, bytes) in copies.Where(copy => !copy.Key.EndsWith("-shm", StringComparison.Ordinal)))
        {
            await File.WriteAllBytesAsync(file, bytes);
        }
    }

    private static async Task<string> ReadAsync(ScenarioRun run, Obligations oracle, LogUnderTest log)
    {
        log.Open();
        log.PassFresh();
        var isTold = log.Gaps.Exists(gap => gap.Reason == GapReason.Damage) && run.Plant is null;
        var report = log.Log.LastRepair ?? log.Log.StartReport;
        if (isTold)
        {
            log.TellMissing();
        }

        if (report.DamagedFile is { } aside && !File.Exists(aside))
        {
            oracle.Complain($"the damaged file is said to be kept as {Path.GetFileName(aside)}, which does not exist");
        }

        await log.DisposeAsync();
        // Opened once more: repaired is repaired.
        log.Open();
        if (!log.Log.StartReport.IsClean)
        {
            oracle.Complain($"a repaired log is damaged at the next opening: {log.Log.StartReport.Text.En}");
        }

        await log.DisposeAsync();
        return report.DamagedFile is not null ? "log put aside and salvaged, gap record of the damage" : isTold ? "gap record of the damage" : "";
    }
}
