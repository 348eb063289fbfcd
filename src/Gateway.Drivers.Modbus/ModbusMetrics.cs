using System.Diagnostics.Metrics;

namespace Gateway.Drivers.Modbus;

/// <summary>Counters of all lines together; those of a device are in its health.</summary>
internal static class ModbusMetrics
{
    private static readonly Meter Meter = new("Gateway.Modbus");
    private static long _polls;
    private static long _failures;
    private static long _latePolls;

    static ModbusMetrics()
    {
        Meter.CreateObservableCounter("gateway_modbus_polls_requests_total", static () => Volatile.Read(ref _polls), description: "Requests sent");
        Meter.CreateObservableCounter("gateway_modbus_failures_requests_total", static () => Volatile.Read(ref _failures), description: "Requests without a usable reply");
        Meter.CreateObservableCounter("gateway_modbus_late_requests_total", static () => Volatile.Read(ref _latePolls), description: "Polls begun later than half their period");
    }

    public static void CountPoll(bool late)
    {
        Interlocked.Increment(ref _polls);
        if (late)
        {
            Interlocked.Increment(ref _latePolls);
        }
    }

    public static void CountFailure() => Interlocked.Increment(ref _failures);
}
