using Gateway.Faults.Disk.Work;
using Gateway.Faults.Judging;
using Gateway.Faults.Running;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Faults.Disk;

/// <summary>
/// The clock of the box is set, forward and back, by seconds, a day or thirty years, while the log is written, read, trimmed by age and opened anew. Nothing may go
/// but what has really grown old, order and times of the samples are theirs, and sequences rise.
/// </summary>
internal sealed class ClockScenario : IScenario
{
    private static readonly TimeSpan[] s_steps =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(59), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(31), TimeSpan.FromDays(10_950)];

    public string Kind => "disk.clock";

    public IReadOnlyList<string> Plants => [Work.Plants.TrimNotCounted];

    public async Task<Judgement> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var random = Lot.Of(run.Seed);
        var oracle = new Obligations();
        var log = new LogUnderTest(run.Folder, oracle, new SqliteLogOptions(), random);
        var steps = 0;
        log.Open();
        for (var i = 0; i < 60; i++)
        {
            log.Time.Advance(TimeSpan.FromSeconds(random.Next(20)));
            log.Append(1 + random.Next(2), 1 + random.Next(10));
            switch (random.Next(12))
            {
                case < 4:
                    steps++;
                    Step(log, random);
                    break;
                case 4:
                    await log.DisposeAsync();
                    log.Open();
                    break;
                case 5:
                    log.Read(LogUnderTest.Readers[0]);
                    break;
            }
        }

        if (run.Plant is not null)
        {
            UncountedTrim.Strike(log.Path);
        }

        log.PassFresh();
        await log.DisposeAsync();
        return oracle.Judge(new Dictionary<string, int> { ["clock step"] = steps });
    }

    private static void Step(LogUnderTest log, Random random)
    {
        var step = s_steps[random.Next(s_steps.Length)];
        // Never before the year 1 nor beyond what a date can say: the steps of a run go up and down around today.
        var isAhead = log.Clock.GetUtcNow() > log.Time.GetUtcNow();
        log.Clock.Step(isAhead || random.Next(3) == 0 ? -step : step);
    }
}
