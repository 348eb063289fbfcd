using System.Security.Cryptography;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>One opening of the log that gave out sequences.</summary>
/// <param name="Id">16 hex digits, drawn anew at each opening.</param>
/// <param name="First">First sequence it gave out.</param>
public sealed record LogRun(string Id, long First);

/// <summary>
/// Which opening of the log gave out which sequences, oldest first. A copy of the file that is put back is opened once more, so that what it gives out a
/// second time is told from what was given out first. The owner serialises; <see cref="Runs"/> from any thread.
/// </summary>
internal sealed class RunTable
{
    /// <summary>More are not needed: the center knows one of the newest, or takes the log for another one.</summary>
    private const int Most = 64;

    private readonly SqliteConnection _connection;
    private volatile IReadOnlyList<LogRun> _runs;
    private IReadOnlyList<LogRun> _before;
    private string _id = NewId();
    private bool _isKept;

    public RunTable(SqliteConnection connection)
    {
        _connection = connection;
        _runs = _before = Read(connection);
    }

    public IReadOnlyList<LogRun> Runs => _runs;

    /// <summary>Notes this opening with the first sequences it gives out; part of the same transaction, so that neither is ever there without the other.</summary>
    public void Begin(long first)
    {
        if (_isKept)
        {
            return;
        }

        _before = _runs;
        Insert(_connection, new LogRun(_id, first));
        SqliteFile.Execute(_connection, $"DELETE FROM run WHERE number<=(SELECT max(number) FROM run)-{Most}");
        (_runs, _isKept) = (Read(_connection), true);
    }

    /// <summary>What was counted ends; part of a transaction.</summary>
    public void BeginAnew()
    {
        _before = _runs;
        SqliteFile.Execute(_connection, "DELETE FROM run");
        (_id, _isKept) = (NewId(), false);
        Insert(_connection, new LogRun(_id, 1));
        (_runs, _isKept) = (Read(_connection), true);
    }

    public void Committed() => _before = _runs;

    public void RolledBack()
    {
        _runs = _before;
        _isKept = _runs.Any(run => run.Id == _id);
    }

    /// <summary>Takes over what can be read of a damaged log.</summary>
    public static void Copy(SqliteConnection source, SqliteConnection target)
    {
        foreach (var run in Read(source))
        {
            Insert(target, run);
        }
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static void Insert(SqliteConnection connection, LogRun run)
    {
        using var insert = new Statement(connection, "INSERT INTO run(id,first) VALUES(?1,?2)");
        insert.Bind(1, run.Id).Bind(2, run.First).Run();
    }

    private static List<LogRun> Read(SqliteConnection connection)
    {
        using var rows = new Statement(connection, "SELECT id,first FROM run ORDER BY number");
        var runs = new List<LogRun>();
        while (rows.Step())
        {
            runs.Add(new LogRun(rows.Text(0), rows.Int64(1)));
        }

        return runs;
    }
}
