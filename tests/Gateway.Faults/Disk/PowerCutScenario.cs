using Gateway.Faults.Disk.Vfs;
using Gateway.Faults.Disk.Work;
using Gateway.Faults.Judging;
using Gateway.Faults.Running;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Faults.Disk;

/// <summary>
/// The power goes at a chosen write, once or several times; the disk is left as <see cref="DiskJournal"/> allows. Even seeds let one small fixed day's work be
/// cut after each of its changes of the disk in turn, odd ones draw work and moment by lot.
/// </summary>
internal sealed class PowerCutScenario : IScenario
{
    private const int ChangesOfSmallWork = 160;

    public string Kind => "disk.power-cut";

    public IReadOnlyList<string> Plants => [Work.Plants.AckBeforeCommit, Work.Plants.CursorFirst, Work.Plants.SynchronousOff, Work.Plants.WalNotSynced];

    public async Task<Judgement> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var isSmall = run.Seed % 2 == 0 && run.Plant is null;
        var random = Lot.Of(isSmall ? 1 : run.Seed);
        var oracle = new Obligations();
        using var disk = new FaultDisk(run.Folder)
        {
            Journal = new DiskJournal(Lot.Of(run.Seed, 1)),
            IsSynchronousOff = run.Plant == Work.Plants.SynchronousOff,
            IsSyncLeftOut = call => run.Plant == Work.Plants.WalNotSynced && call.IsWal,
        };
        var log = new LogUnderTest(run.Folder, oracle, new SqliteLogOptions(), random, run.Plant);
        var cuts = isSmall ? 1 : 1 + random.Next(3);
        for (var i = 0; i < cuts; i++)
        {
            disk.CutAfter = isSmall ? 1 + (run.Seed / 2 % ChangesOfSmallWork) : 1 + random.Next(i == 0 ? 600 : 150);
            await WorkUntilCutAsync(log, disk, random, isSmall ? 60 : 300);
            disk.AreOthersKept = random.Next(4) > 0;
            disk.PowerUp();
            log.Open();
            if (log is { HasAcknowledged: true, Log.StartReport.IsClean: false })
            {
                oracle.Complain($"a power cut was taken for damage: {log.Log.StartReport.Text.En}");
            }

            // The next of them goes while the backlog is read.
            log.ReadToTheEnd();
            await log.DisposeAsync();
        }

        log.Open();
        log.PassFresh();
        await log.DisposeAsync();
        return oracle.Judge(new Dictionary<string, int> { ["power cut"] = cuts });
    }

    private static async Task WorkUntilCutAsync(LogUnderTest log, FaultDisk disk, Random random, int acts)
    {
        try
        {
            log.Open();
            for (var i = 0; i < acts && !disk.IsDark; i++)
            {
                await ActAsync(log, random.Next(100), random);
            }
        }
        catch (DurableLogException)
        {
            // What was not acknowledged is nobody's due.
        }
        catch (Microsoft.Data.Sqlite.SqliteException) when (disk.IsDark)
        {
            // The harness's own connection.
        }

        disk.Cut();
        await log.DisposeAsync();
    }

    private static async Task ActAsync(LogUnderTest log, int lot, Random random)
    {
        switch (lot)
        {
            case < 55:
                log.Append(1 + random.Next(4), 1 + random.Next(random.Next(4) == 0 ? 400 : 20));
                break;
            case < 65:
                log.AppendEvent();
                break;
            case < 85:
                log.Read(LogUnderTest.Readers[random.Next(2)]);
                break;
            case < 90:
                log.Time.Advance(TimeSpan.FromSeconds(random.Next(20)));
                break;
            case < 94:
                log.Log.KeepChain([new ChainLink(log.Log.LastSequence, 0, $"{lot}")]);
                break;
            case < 98:
                // A checkpoint comes by itself only after 16 MiB; another connection may ask for one at any time.
                Checkpoint(log.Path, random);
                break;
            default:
                await log.DisposeAsync();
                log.Open();
                break;
        }
    }

    private static void Checkpoint(string path, Random random)
    {
        using var connection = SqliteFile.OpenForWriting(path);
        SqliteFile.Execute(connection, $"PRAGMA wal_checkpoint({(random.Next(2) == 0 ? "PASSIVE" : "TRUNCATE")})");
    }
}
