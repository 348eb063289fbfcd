using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>What the poller tells engineers: changes of state, and repeated trouble of one device at most once a minute.</summary>
internal sealed partial class PollLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, long> _told = new(StringComparer.Ordinal);

    [LoggerMessage(1001, LogLevel.Warning, "Modbus device {Device} does not answer and is now tried slowly. {Error}")]
    private static partial void LogOffline(ILogger logger, string device, string error);

    [LoggerMessage(1002, LogLevel.Information, "Modbus device {Device} answers again.")]
    private static partial void LogBack(ILogger logger, string device);

    [LoggerMessage(1003, LogLevel.Warning, "Modbus device {Device} refuses a request. {Error}")]
    private static partial void LogRefused(ILogger logger, string device, string error);

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
