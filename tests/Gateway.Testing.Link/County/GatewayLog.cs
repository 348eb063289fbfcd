using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Testing.Link.County;

/// <summary>What the durable log of a gateway holds, read entry by entry from a copy: the gateway may run.</summary>
internal sealed class GatewayLog
{
    private const int Bytes = 1 << 20;

    private GatewayLog(string epoch, long confirmedEvents, long confirmedReadings) =>
        (Epoch, ConfirmedEvents, ConfirmedReadings) = (epoch, confirmedEvents, confirmedReadings);

    public string Epoch { get; }

    /// <summary>Newest entry when it was read; 0 = empty.</summary>
    public long LastSequence { get; private init; }

    /// <summary>Sequences up to which the center has confirmed both lanes.</summary>
    public long ConfirmedEvents { get; }

    public long ConfirmedReadings { get; }

    /// <summary>Everything that is neither readings nor marks of judging, in order.</summary>
    public List<LogEntry> Events { get; } = [];

    /// <summary>Every reading, with the sequence of the entry it stands in.</summary>
    public List<(long Sequence, string Point, StoredReading Reading)> Readings { get; } = [];

    public IEnumerable<string> Points => Readings.Select(reading => reading.Point).Distinct(StringComparer.Ordinal);

    /// <summary>Ids of the warnings, in order.</summary>
    public IEnumerable<string> WarningsUpTo(long sequence) => Events.Where(entry => entry.Kind == LogEntryKind.Warning && entry.Sequence <= sequence)
        .Select(entry => LogCodec.DecodeWarning(entry.Payload.Span).Id);

    public static async Task<GatewayLog> ReadAsync(LinkedGateway gateway)
    {
        var copy = Path.Combine(gateway.DataFolder, $"copy-{Guid.NewGuid():N}.db");
        await using (var source = new SqliteConnection($"Data Source={Path.Combine(gateway.DataFolder, "log.db")};Pooling=False"))
        {
            await source.OpenAsync();
            await using var command = source.CreateCommand();
            command.CommandText = $"VACUUM INTO '{copy}'";
            await command.ExecuteNonQueryAsync();
        }

        await using var log = new SqliteDurableLog(
            copy, new SqliteLogOptions(), new NumberedPoints(0), TimeProvider.System, NullLogger<SqliteDurableLog>.Instance);
        return Read(log);
    }

    private static GatewayLog Read(SqliteDurableLog log)
    {
        var read = new GatewayLog(log.Epoch, log.GetCursor("uplink.events"), log.GetCursor("uplink.readings")) { LastSequence = log.LastSequence };
        for (var at = log.FirstSequence - 1; log.ReadAfter(at, Bytes) is { Count: > 0 } entries; at = entries[^1].Sequence)
        {
            foreach (var entry in entries.Where(entry => entry.Kind == LogEntryKind.Readings))
            {
                read.Readings.AddRange(LogCodec.Decode(entry.Payload.Span).Select(reading => (
                    entry.Sequence, log.FindPoint(reading.DurablePoint)!, new StoredReading(new DateTimeOffset(reading.SourceTime, TimeSpan.Zero), reading.Value))));
            }
        }

        for (var at = 0L; log.EventsAfter(at, Bytes) is { Count: > 0 } entries; at = entries[^1].Sequence)
        {
            read.Events.AddRange(entries);
        }

        return read;
    }
}
