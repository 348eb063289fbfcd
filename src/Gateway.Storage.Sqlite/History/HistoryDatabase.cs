using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>An open, healthy <c>history.db</c>. One user at a time; the owner serialises.</summary>
internal sealed class HistoryDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;

    public HistoryDatabase(string path)
    {
        _connection = SqliteFile.OpenForWriting(path);
        try
        {
            HistorySchema.Create(_connection);
            (_begin, _commit, _rollback) = (new(_connection, "BEGIN IMMEDIATE"), new(_connection, "COMMIT"), new(_connection, "ROLLBACK"));
            (Meta, Points, Raw) = (new(_connection), new(_connection), new(_connection));
            (Rollups, Open, Spans) = (new(_connection), new(_connection), new(_connection));
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public HistoryMeta Meta { get; }

    public HistoryPoints Points { get; }

    public RawTable Raw { get; }

    public RollupTable Rollups { get; }

    public OpenHours Open { get; }

    public KeptSpans Spans { get; }

    public void InTransaction(Action work)
    {
        try
        {
            _begin.Run();
            work();
            _commit.Run();
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_begin, _commit, _rollback, Meta, Points, Raw, Rollups, Open, Spans, _connection])
        {
            part.Dispose();
        }
    }

    private void Rollback()
    {
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself after some errors; then there is no transaction left to end.
        }

        Points.Load();
    }
}
