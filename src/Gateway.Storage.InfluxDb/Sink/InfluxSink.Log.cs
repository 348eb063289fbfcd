using Microsoft.Extensions.Logging;

namespace Gateway.Storage.InfluxDb.Sink;

public sealed partial class InfluxSink
{
    [LoggerMessage(5010, LogLevel.Error, "The durable log could not be read or its cursor not be moved; the time-series sink tries again in a second.")]
    private static partial void LogLogTrouble(ILogger logger, Exception exception);

    [LoggerMessage(5011, LogLevel.Error, "Entry {Sequence} of the durable log is damaged and was left out of the time-series store.")]
    private static partial void LogDamagedEntry(ILogger logger, long sequence);

    [LoggerMessage(5012, LogLevel.Warning, "A reading of {PointId} cannot be written as line protocol: {Fault}. It was set aside, as are others like it without further notice for a minute.")]
    private static partial void LogNotSent(ILogger logger, string pointId, string fault);
}
