using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>What the poller tells engineers: changes of state, and repeated trouble of one device at most once a minute.</summary>
internal sealed partial class PollLog(ILogger logger, TimeProvider time)
{
    private const int MostNames = 50;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, long> _told = new(StringComparer.Ordinal);

    [LoggerMessage(1001, LogLevel.Warning, "Modbus device {Device} does not answer and is now tried slowly. {Error}")]
    private static partial void LogOffline(ILogger logger, string device, string error);

    [LoggerMessage(1002, LogLevel.Information, "Modbus device {Device} answers again.")]
    private static partial void LogBack(ILogger logger, string device);

    [LoggerMessage(1003, LogLevel.Warning, "Modbus device {Device} refuses a request. {Error}")]
    private static partial void LogRefused(ILogger logger, string device, string error);

    [LoggerMessage(1004, LogLevel.Warning,
        "Modbus device {Device} refuses {Count} addresses of its points, which have no value until it answers them: {Points}. They are tried again slowly; the others are read. {Error}")]
    private static partial void LogRefusedPoints(ILogger logger, string device, int count, string points, string error);

    [LoggerMessage(1005, LogLevel.Information, "Modbus device {Device} now answers every address of its points.")]
    private static partial void LogNoneRefused(ILogger logger, string device);

    /// <param name="names">All points refused now; the first fifty are named in the log.</param>
    public void RefusedPointsChanged(string device, string[] names, string error)
    {
        if (names.Length == 0)
        {
            LogNoneRefused(logger, device);
            return;
        }

        var more = names.Length > MostNames ? $" and {names.Length - MostNames} more" : "";
        LogRefusedPoints(logger, device, names.Length, string.Join(", ", names.Take(MostNames)) + more, error);
    }

    public void UnitWentOffline(string device, string error) => LogOffline(logger, device, error);

    public void UnitCameBack(string device) => LogBack(logger, device);

    public void BlockFailed(string device, string error)
    {
        if (!_told.TryGetValue(device, out var last) || time.GetElapsedTime(last) >= Quiet)
        {
            _told[device] = time.GetTimestamp();
            LogRefused(logger, device, error);
        }
    }
}
