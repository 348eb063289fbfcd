using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>Adds one row to the entry table with its checksum.</summary>
internal sealed class EntryInsert(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(connection, "INSERT INTO entry(sequence,time,kind,readings,crc,payload) VALUES(?1,?2,?3,?4,?5,?6)");

    public void Run(long sequence, long time, LogEntryKind kind, int readings, ReadOnlySpan<byte> payload) => _insert
        .Bind(1, sequence)
        .Bind(2, time)
        .Bind(3, (long)kind)
        .Bind(4, readings)
        .Bind(5, EntryCheck.Of(sequence, time, kind, readings, payload))
        .Bind(6, payload)
        .Run();

    public void Dispose() => _insert.Dispose();
}
