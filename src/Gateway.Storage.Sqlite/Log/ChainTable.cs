using System.Globalization;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>The name of the log (its epoch) and the hash chain over its events, as far as it was computed. The owner serialises.</summary>
internal sealed class ChainTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _add;
    private readonly Statement _find;
    private readonly Statement _forget;

    public ChainTable(SqliteConnection connection)
    {
        _connection = connection;
        _add = new Statement(connection, "INSERT OR REPLACE INTO chain(sequence,before,hash) VALUES(?1,?2,?3)");
        _find = new Statement(connection, "SELECT sequence,before,hash FROM chain WHERE sequence<=?1 ORDER BY sequence DESC LIMIT 1");
        _forget = new Statement(connection, "DELETE FROM chain WHERE sequence<?1 AND sequence<(SELECT max(sequence) FROM chain)");
        Epoch = ReadEpoch(connection) ?? WriteEpoch();
    }

    /// <summary>Made once with the file; 32 hex digits.</summary>
    public string Epoch { get; private set; }

    public void Add(ChainLink link) => _add.Bind(1, link.Sequence).Bind(2, link.Before).Bind(3, link.Hash).Run();

    /// <summary>The newest link at or before a sequence; null when there is none.</summary>
    public ChainLink? Find(long sequence)
    {
        _find.Bind(1, sequence);
        try
        {
            return _find.Step() ? new ChainLink(_find.Int64(0), _find.Int64(1), _find.Text(2)) : null;
        }
        finally
        {
            _find.Reset();
        }
    }

    /// <summary>Links of entries that are gone; the newest always stays.</summary>
    public void ForgetBefore(long sequence) => _forget.Bind(1, sequence).Run();

    /// <summary>The name that was written holds from now on: after the commit.</summary>
    public void Use(string epoch) => Epoch = epoch;

    /// <summary>Writes a new name for the log: what was chained under the old one ends.</summary>
    public string WriteEpoch()
    {
        var name = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        using var insert = new Statement(_connection, "INSERT OR REPLACE INTO epoch(id,name) VALUES(1,?1)");
        insert.Bind(1, name).Run();
        SqliteFile.Execute(_connection, "DELETE FROM chain");
        return name;
    }

    /// <summary>Takes over what can be read of a damaged log.</summary>
    public static void Copy(SqliteConnection source, SqliteConnection target)
    {
        if (ReadEpoch(source) is not { } name)
        {
            return;
        }

        using var epoch = new Statement(target, "INSERT OR REPLACE INTO epoch(id,name) VALUES(1,?1)");
        epoch.Bind(1, name).Run();
        using var insert = new Statement(target, "INSERT OR REPLACE INTO chain(sequence,before,hash) VALUES(?1,?2,?3)");
        new RowSalvage(source, "before,hash", "chain", "sequence").Read(
            row => insert.Bind(1, row.Int64(0)).Bind(2, row.Int64(1)).Bind(3, row.Text(2)).Run());
    }

    public void Dispose()
    {
        _add.Dispose();
        _find.Dispose();
        _forget.Dispose();
    }

    private static string? ReadEpoch(SqliteConnection connection)
    {
        using var row = new Statement(connection, "SELECT name FROM epoch");
        return row.Step() ? row.Text(0) : null;
    }
}
