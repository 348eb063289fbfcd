using Microsoft.Extensions.Logging;

namespace Gateway.Storage.InfluxDb.Writing;

public sealed partial class BatchSender
{
    [LoggerMessage(5000, LogLevel.Warning, "The time-series store cannot take readings now: {Reason}. They stay in the log; next try in {Seconds:F1} s.")]
    private static partial void LogKept(ILogger logger, string reason, double seconds);

    [LoggerMessage(5001, LogLevel.Error,
        "The time-series store refuses readings until somebody corrects its settings: {Reason}. They stay in the log; next try in {Seconds:F1} s.")]
    private static partial void LogNeedsPerson(ILogger logger, string reason, double seconds);

    [LoggerMessage(5002, LogLevel.Information, "The time-series store takes readings again after {Failures} failed requests.")]
    private static partial void LogRecovered(ILogger logger, int failures);

    [LoggerMessage(5003, LogLevel.Warning, "The time-series store will never take the line '{Line}': {Reason}. It was set aside, as are others like it without further notice for a minute.")]
    private static partial void LogRejected(ILogger logger, string line, string reason);
}
