using Microsoft.Extensions.Logging;

namespace Gateway.Storage.Sqlite.Log;

public sealed partial class SqliteDurableLog
{
    [LoggerMessage(4001, LogLevel.Error, "The log database was damaged. It was put aside as {DamagedFile}; {Salvaged} entries were recovered, at least {Lost} were lost.")]
    private partial void LogRepaired(string damagedFile, long salvaged, long lost);

    [LoggerMessage(4002, LogLevel.Error, "The log database cannot be opened. History is not kept until it can; it is tried again at each append.")]
    private partial void LogUnavailable(Exception error);

    [LoggerMessage(4003, LogLevel.Error, "Damage was found in the log database while it was in use.")]
    private partial void LogDamageFound(Exception error);

    [LoggerMessage(4005, LogLevel.Warning, "What judging remembered cannot be read; judging starts from the alarm journal.")]
    private partial void LogJudgingLost(Exception error);

    [LoggerMessage(4004, LogLevel.Error, "{Rows} log entries between {From} and {To} have a wrong checksum and were replaced by gap records.")]
    private partial void LogDamagedRows(long rows, long from, long to);
}
