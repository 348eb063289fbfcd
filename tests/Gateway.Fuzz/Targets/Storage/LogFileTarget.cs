using Gateway.Core.Measurements;
using Gateway.Edge.Commands.Log.Checking;
using Gateway.Fuzz.Engine;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Log.Offline;
using Gateway.Testing.Peers;
using Gateway.Testing.Storage;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Fuzz.Targets.Storage;

/// <summary>Whole files of the log: looking at one ends with a verdict or the documented exception, and changes nothing of it; a repaired copy is good.</summary>
internal sealed class LogFileTarget : FuzzTarget
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    public override string Name => "log-file";

    public override int MaxLength => 256 * 1024;

    public override long AllowedBytes => 64 << 20;

    public override IReadOnlyList<string> Tokens { get; } = ["SQLite format 3\0", "CREATE TABLE entry(", "entry_event", "occurrence", "PRAGMA", "\u0001\u0010\u0000"];

    public override IEnumerable<byte[]> Seeds()
    {
        var path = _folder.File("seed.db");
        File.Delete(path);
        var log = new SqliteDurableLog(path, new SqliteLogOptions(), new NumberedPoints(4), _time, NullLogger<SqliteDurableLog>.Instance);
        var pool = new BatchPool();
        for (var i = 0; i < 40; i++)
        {
            var batch = pool.Rent(0, _time.GetUtcNow().UtcTicks);
            batch.Add(new Reading(i % 4, i, batch.ReceivedTime, Quality.Good));
            log.Append([batch]);
            log.AppendEvent(new LogEvent(LogEntryKind.System, $"{{\"n\":{i}}}"));
            pool.Return(batch);
        }

        log.SetCursor("history", 5);
        log.DisposeAsync().AsTask().GetAwaiter().GetResult();
        yield return File.ReadAllBytes(path);
    }

    public override string Execute(byte[] input)
    {
        var path = _folder.File("log.db");
        File.WriteAllBytes(path, input);
        try
        {
            var verdict = LogVerifier.Verify(path, "s1");
            Oracle.Demand(verdict.Faults.All(fault => fault.What.Zh.Length > 0 && fault.What.En.Length > 0), "a fault is told in both languages");
            return string.Join(',', verdict.Faults.Select(fault => fault.Kind).Distinct().Order()) + Math.Min(verdict.Entries, 3);
        }
        catch (DurableLogException error)
        {
            return Oracle.Shape(error.InnerException?.Message ?? error.Message);
        }
        finally
        {
            Oracle.Demand(File.ReadAllBytes(path).AsSpan().SequenceEqual(input), "looking at a log changes nothing of it");
            Repair(path);
        }
    }

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    private void Repair(string path)
    {
        var copy = _folder.File("repaired.db");
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(copy + suffix);
        }

        LogRepairer.Copy(path, copy, _time);
        var again = LogVerifier.Verify(copy, "s1");
        Oracle.Demand(again.Faults.All(fault => fault.Kind is LogFaultKind.Record or LogFaultKind.Point or LogFaultKind.Cursor or LogFaultKind.Chain or LogFaultKind.Journal), "a repaired log can be read whole: " + string.Join(';', again.Faults.Select(fault => fault.What.En)));
    }
}
