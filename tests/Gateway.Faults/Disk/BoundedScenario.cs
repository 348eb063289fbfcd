using Gateway.Core.Alarms;
using Gateway.Faults.Disk.Work;
using Gateway.Faults.Judging;
using Gateway.Faults.Running;
using Gateway.Pipeline.Log;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Faults.Disk;

/// <summary>
/// A log of one MiB takes many times that while nobody reads. What it lets go of is counted to the last reading, the readings around alarms go after all others,
/// records of alarms stay, and the file stays within its bound.
/// </summary>
internal sealed class BoundedScenario : IScenario
{
    /// <summary>The bound, its write-ahead log, and the slack of one round.</summary>
    private const long MostBytes = 12L << 20;

    public string Kind => "disk.bound";

    public IReadOnlyList<string> Plants => [Work.Plants.TrimNotCounted];

    public async Task<Judgement> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var random = Lot.Of(run.Seed);
        var oracle = new Obligations();
        var log = new LogUnderTest(run.Folder, oracle, new SqliteLogOptions { MaxBytes = SqliteLogOptions.LeastBytes }, random) { AlarmChance = 0 };
        log.Open();
        var rounds = 60 + random.Next(60);
        for (var i = 0; i < rounds; i++)
        {
            log.Time.Advance(TimeSpan.FromMinutes(random.Next(4)));
            log.Append(1 + random.Next(6), 600);
            if (random.Next(40) == 0)
            {
                log.AppendAlarm();
            }
        }

        if (run.Plant is not null)
        {
            UncountedTrim.Strike(log.Path);
        }

        var size = new FileInfo(log.Path).Length;
        if (size > MostBytes)
        {
            oracle.Complain($"the log is bounded to {SqliteLogOptions.LeastBytes} bytes and has {size}");
        }

        log.PassFresh();
        Account(log, oracle);
        var trims = log.Gaps.Count / LogUnderTest.Readers.Count;
        await log.DisposeAsync();
        return oracle.Judge(new Dictionary<string, int> { ["log at its bound"] = trims }, "gap records (size), alarm about lost readings");
    }

    /// <summary>As many readings are missing as the gap records tell, and no reading is missing that one before it outlived, unless that lies around an alarm.</summary>
    private static void Account(LogUnderTest log, Obligations oracle)
    {
        var ids = log.Samples.AllAcknowledged.Where(id => id.StartsWith("reading-", StringComparison.Ordinal)).ToList();
        var missing = ids.Where(id => !oracle.Has(LogUnderTest.Readers[0], id)).ToList();
        var told = log.Gaps.Where(gap => gap.Reason == GapReason.Size).Sum(gap => gap.Readings) / LogUnderTest.Readers.Count;
        if (told != missing.Count)
        {
            oracle.Complain($"{missing.Count} acknowledged readings were let go of, the gap records tell of {told}");
            return;
        }

        missing.ForEach(oracle.ToldMissing);
        var gone = missing.ToHashSet(StringComparer.Ordinal);
        var newestGone = missing.Count == 0 ? -1 : ids.LastIndexOf(missing[^1]);
        if (ids.Take(newestGone).Where(id => !gone.Contains(id)).FirstOrDefault(id => !log.LiesAroundAlarm(id)) is { } older)
        {
            oracle.Complain($"{older} lies around no alarm and is kept, while a newer reading was let go of");
        }
    }
}
