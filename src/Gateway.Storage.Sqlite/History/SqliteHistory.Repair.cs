using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gateway.Storage.Sqlite.History;

/// <summary>What the history does when its file fails: the log keeps the data meanwhile.</summary>
public sealed partial class SqliteHistory
{
    /// <summary>Runs a step; trouble with the file or the log is told once per change of state and tried again at the next step.</summary>
    /// <param name="proves">True when its success means that the file takes data.</param>
    private void Guard(Action step, bool proves = true)
    {
        try
        {
            step();
            if (proves)
            {
                Works();
            }
        }
        catch (SqliteException error) when (error.IsDamage() && _database is not null)
        {
            Fails(error);
            Repair();
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException or DurableLogException)
        {
            Fails(error);
        }
    }

    private T Answer<T>(Func<HistoryQuery, T> ask)
    {
        try
        {
            return ask(new HistoryQuery(_database, _buffer));
        }
        catch (SqliteException error) when (error.IsDamage())
        {
            Fails(error);
            Repair();
            return ask(new HistoryQuery(_database, _buffer));
        }
    }

    private void Repair()
    {
        try
        {
            Close();
            var (database, damaged, salvaged) = _opening.Repair();
            Use(database, damaged, salvaged);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            Close();
            Fails(error);
        }
    }

    private void Close()
    {
        _database?.Dispose();
        (_database, _writer) = (null, null);
        _buffer.Clear();
    }

    private void Fails(Exception error)
    {
        if (Figures.FailingSince == 0)
        {
            LogFailing(error);
        }

        Figures.Failed(error.Message, _time.GetUtcNow().UtcTicks);
    }

    private void Works()
    {
        if (Figures.FailingSince != 0)
        {
            Figures.Worked();
            LogWorking();
        }
    }

    [LoggerMessage(4101, LogLevel.Error, "The history database was damaged. It was put aside as {DamagedFile}; {Salvaged} rows were recovered, the rest is read again from the log as far as that goes back.")]
    private partial void LogRepaired(string damagedFile, long salvaged);

    [LoggerMessage(4102, LogLevel.Error, "The history cannot be written. The log keeps the data; it is tried again at each beat.")]
    private partial void LogFailing(Exception error);

    [LoggerMessage(4103, LogLevel.Information, "The history is being written again.")]
    private partial void LogWorking();

    [LoggerMessage(4104, LogLevel.Warning, "The history's cursor lies beyond the end of the log: the log was replaced. It is read again from its start; values that are there already are not stored twice.")]
    private partial void LogReplaced();
}
