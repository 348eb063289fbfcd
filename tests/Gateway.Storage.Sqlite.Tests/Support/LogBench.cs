using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Storage.Sqlite.Tests.Support;

/// <summary>A log in a folder of its own, with a clock that stands still, and what a test needs to fill it.</summary>
public sealed class LogBench : IAsyncDisposable
{
    private readonly BatchPool _pool = new();

    public TemporaryFolder Folder { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public string Path => Folder.File("log.db");

    public SqliteDurableLog Log { get; private set; } = null!;

    public static LogBench Open(SqliteLogOptions? options = null)
    {
        var bench = new LogBench();
        bench.OpenLog(options);
        return bench;
    }

    public void OpenLog(SqliteLogOptions? options = null, IPointDirectory? points = null) =>
        Log = new SqliteDurableLog(Path, options ?? new(), points ?? new TestPoints(100), Time, NullLogger<SqliteDurableLog>.Instance);

    public async Task ReopenAsync(SqliteLogOptions? options = null, IPointDirectory? points = null)
    {
        await Log.DisposeAsync();
        OpenLog(options, points);
    }

    public ReadingBatch Batch(params Reading[] readings)
    {
        var batch = _pool.Rent(0, Time.GetUtcNow().UtcTicks);
        foreach (var reading in readings)
        {
            batch.Add(reading);
        }

        return batch;
    }

    public Reading Good(int point, double value, TimeSpan offset = default) =>
        new(point, value, (Time.GetUtcNow() + offset).UtcTicks, Quality.Good);

    public void Append(params Reading[] readings) => Log.Append([Batch(readings)]);

    /// <summary>Appends so many batches, ten in a commit, with values that do not compress.</summary>
    public void Fill(int batches, int readings = 100)
    {
        var random = new Random(1);
        var all = Enumerable.Range(0, batches)
            .Select(_ => Batch([.. Enumerable.Range(0, readings).Select(n => Good(n % 100, random.NextDouble(), TimeSpan.FromTicks(n)))]));
        foreach (var commit in all.Chunk(10))
        {
            Log.Append(commit);
        }
    }

    public List<LogEntry> ReadAll(long after = 0) => ReadAll(Log, after);

    public static List<LogEntry> ReadAll(IDurableLog log, long after = 0)
    {
        var all = new List<LogEntry>();
        for (var part = log.ReadAfter(after, 10_000); part.Count > 0; part = log.ReadAfter(all[^1].Sequence, 10_000))
        {
            all.AddRange(part);
        }

        return all;
    }

    /// <summary>Values of all readings in the log, in order.</summary>
    public List<double> Values() =>
        [.. ReadAll().Where(e => e.Kind == LogEntryKind.Readings).SelectMany(e => LogCodec.Decode(e.Payload.Span)).Select(r => r.Value)];

    public static AlarmTransition Transition(string point, AlarmEvent what, AlarmState to, long time) => new()
    {
        Id = $"{point}/high@{time}/{what}",
        AlarmId = $"{point}/high",
        Point = 0,
        PointId = point,
        Kind = ConditionKind.HighLimit,
        Tier = WarningTier.Red,
        Event = what,
        From = AlarmState.Normal,
        To = to,
        EventTime = time,
        DecidedTime = time,
        Reason = new AlarmReason
        {
            Kind = ConditionKind.HighLimit,
            Value = 60,
            Quality = Quality.Good,
            Basis = new RuleBasis("high", "1", "", null),
            Text = new("高", "high"),
        },
    };

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        Folder.Dispose();
    }
}
