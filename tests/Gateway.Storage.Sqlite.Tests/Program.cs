using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Storage.Sqlite.Tests;

/// <summary>
/// The program that the crash tests kill: appends batches as fast as it can and prints the value of each once the log has
/// acknowledged it, so that what was printed is what must be found again.
/// </summary>
public static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not ["append", var path, var first])
        {
            Console.Error.WriteLine("usage: append <log.db> <first value>");
            return 2;
        }

        using var log = new Closing(new SqliteDurableLog(path, new(), new TestPoints(10), TimeProvider.System, NullLogger<SqliteDurableLog>.Instance));
        var pool = new BatchPool();
        for (var value = int.Parse(first); ; value++)
        {
            var batch = pool.Rent(0, TimeProvider.System.GetUtcNow().UtcTicks);
            batch.Add(new Reading(value % 10, value, batch.ReceivedTime, Quality.Good));
            log.Log.Append([batch]);
            Console.Out.WriteLine($"{value};");
            log.Log.SetCursor("reader", log.Log.LastSequence);
            pool.Return(batch);
        }
    }

    private sealed record Closing(SqliteDurableLog Log) : IDisposable
    {
        public void Dispose() => Log.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
