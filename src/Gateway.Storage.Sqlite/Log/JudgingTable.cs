using Gateway.Pipeline.Log;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>What judging remembered, written in the same transaction as the entries it had judged. One row, replaced each time.</summary>
internal sealed class JudgingTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _replace = new(connection, "INSERT OR REPLACE INTO judging(id,sequence,crc,state) VALUES(1,?1,?2,?3)");

    public void Save(long sequence, ReadOnlySpan<byte> state) =>
        _replace.Bind(1, sequence).Bind(2, Checksum.Of(state)).Bind(3, state).Run();

    /// <summary>Null when none was written yet, or what was written is damaged.</summary>
    public static JudgingState? Load(SqliteConnection connection)
    {
        using var row = new Statement(connection, "SELECT sequence,crc,state FROM judging");
        if (!row.Step())
        {
            return null;
        }

        var state = row.Blob(2).ToArray();
        return Checksum.Of(state) == (uint)row.Int64(1) ? new JudgingState(row.Int64(0), state) : null;
    }

    public void Dispose() => _replace.Dispose();
}
