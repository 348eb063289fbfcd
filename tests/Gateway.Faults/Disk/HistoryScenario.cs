using System.Globalization;
using Gateway.Core.Measurements;
using Gateway.Faults.Disk.Vfs;
using Gateway.Faults.Disk.Work;
using Gateway.Faults.Judging;
using Gateway.Faults.Running;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.History;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Storage;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Faults.Disk;

/// <summary>
/// Log and embedded history on one disk: the power goes, or the history's file is damaged. The history must hold each reading the log acknowledged, once. The
/// warning center keeps readings in the same two classes.
/// </summary>
internal sealed class HistoryScenario : IScenario
{
    private const int Points = 4;
    private const string Reader = "history";

    public string Kind => "disk.history";

    public IReadOnlyList<string> Plants => [Work.Plants.WalNotSynced, Work.Plants.AckBeforeCommit];

    public async Task<Judgement> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var random = Lot.Of(run.Seed);
        var oracle = new Obligations();
        oracle.Reader(Reader, mayRepeat: false);
        var time = new ManualTimeProvider();
        using var disk = new FaultDisk(run.Folder)
        {
            Journal = new DiskJournal(Lot.Of(run.Seed, 1)),
            IsSyncLeftOut = call => run.Plant == Work.Plants.WalNotSynced && call.IsWal,
        };
        var site = new StoredSite(run.Folder, oracle, time, random, acknowledgesFirst: run.Plant == Work.Plants.AckBeforeCommit);
        var faults = new Dictionary<string, int>(StringComparer.Ordinal);
        var cuts = 1 + random.Next(2);
        for (var i = 0; i < cuts; i++)
        {
            disk.CutAfter = 20 + random.Next(400);
            await site.WorkUntilCutAsync(disk, 120);
            disk.PowerUp();
            faults["power cut"] = i + 1;
        }

        var file = Path.Combine(run.Folder, "history.db");
        if (random.Next(2) == 0 && File.Exists(file))
        {
            var damage = Damage.Of(random);
            damage.Strike(file, random);
            faults[$"history database: {damage.Name}"] = 1;
        }

        var seen = await site.JudgeAsync(Reader);
        return oracle.Judge(faults, seen);
    }

    /// <summary>The two databases of a site.</summary>
    private sealed class StoredSite(string folder, Obligations oracle, ManualTimeProvider time, Random random, bool acknowledgesFirst)
    {
        private readonly NumberedPoints _points = new(Points);
        private readonly BatchPool _pool = new();
        private long _next;

        public async Task WorkUntilCutAsync(FaultDisk disk, int acts)
        {
            var log = OpenLog();
            var history = OpenHistory(log);
            try
            {
                for (var i = 0; i < acts && !disk.IsDark; i++)
                {
                    time.Advance(TimeSpan.FromSeconds(random.Next(random.Next(10) == 0 ? 4_000 : 30)));
                    Append(log);
                    if (random.Next(4) == 0)
                    {
                        await history.BeatAsync(CancellationToken.None);
                    }
                }
            }
            catch (DurableLogException)
            {
                // What was not acknowledged is nobody's due.
            }

            disk.Cut();
            await history.DisposeAsync();
            await log.DisposeAsync();
        }

        /// <returns>What a person is told.</returns>
        public async Task<string> JudgeAsync(string reader)
        {
            await using var log = OpenLog();
            await using var history = OpenHistory(log);
            var fresh = Append(log);
            for (var i = 0; i < 40; i++)
            {
                await history.BeatAsync(CancellationToken.None);
            }

            foreach (var point in _points.All)
            {
                var samples = await history.QueryAsync(point.Id, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, HistoryResolution.Raw, int.MaxValue, CancellationToken.None);
                foreach (var sample in samples)
                {
                    Deliver(reader, point, sample);
                }
            }

            if (fresh.All(id => oracle.Has(reader, id)))
            {
                oracle.FreshEventPassed();
            }
            else
            {
                oracle.Complain($"the history stands: {history.Figures.LastError}");
            }

            return history.StartReport.DamagedFile is null ? "" : "history put aside and salvaged, read again from the log";
        }

        private void Deliver(string reader, Point point, HistorySample sample) => oracle.Delivered(
            reader, SampleForms.IdOf(sample.Mean), SampleForms.PayloadOf(point.Id, sample.Quality), new DateTimeOffset(sample.Time, TimeSpan.Zero));

        private List<string> Append(SqliteDurableLog log)
        {
            var batch = _pool.Rent(0, time.GetUtcNow().UtcTicks);
            var samples = new List<(string Id, byte[] Payload, DateTimeOffset Time, string Stream)>();
            for (var i = random.Next(1, 30); i > 0; i--)
            {
                var reading = new Reading(random.Next(Points), ++_next, batch.ReceivedTime + i, Quality.Good);
                batch.Add(reading);
                // The history answers in the order of measuring: each reading is a stream of its own.
                samples.Add((SampleForms.IdOf(reading.Value), SampleForms.PayloadOf($"p{reading.Point}", reading.Quality), new DateTimeOffset(reading.SourceTime, TimeSpan.Zero), _next.ToString(CultureInfo.InvariantCulture)));
            }

            samples.ForEach(sample => Tell(sample, acknowledgesFirst));
            log.Append([batch]);
            samples.ForEach(sample => Tell(sample, isOwed: true));
            return [.. samples.Select(sample => sample.Id)];
        }

        private void Tell((string Id, byte[] Payload, DateTimeOffset Time, string Stream) sample, bool isOwed)
        {
            oracle.Issued(sample.Id, sample.Payload, sample.Time, sample.Stream);
            if (isOwed)
            {
                oracle.Owed(sample.Id, sample.Payload, sample.Time, sample.Stream);
            }
        }

        private SqliteDurableLog OpenLog() => new(Path.Combine(folder, "log.db"), new SqliteLogOptions(), _points, time, NullLogger<SqliteDurableLog>.Instance);

        private SqliteHistory OpenHistory(SqliteDurableLog log) => new(
            Path.Combine(folder, "history.db"), new SqliteHistoryOptions(), log, log.FindPoint, time, NullLogger<SqliteHistory>.Instance);
    }
}
