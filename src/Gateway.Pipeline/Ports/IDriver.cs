namespace Gateway.Pipeline.Ports;

/// <summary>Reads one Modbus line or one MQTT connection. One source; its trouble never reaches another.</summary>
public interface IDriver : IAsyncDisposable
{
    /// <summary>Id of the line or connection, unique at the site.</summary>
    string Id { get; }

    /// <summary>
    /// Runs until cancelled; trouble with devices is retried inside and never thrown. On cancellation a transaction in flight
    /// is finished (bounded by its time-out) and its readings handed over.
    /// </summary>
    Task RunAsync(CancellationToken stopping);

    /// <summary>A snapshot for the API and the health page. Any thread.</summary>
    DriverHealth GetHealth();
}

/// <summary>State of one device or connection.</summary>
public enum LinkState
{
    Starting = 0,
    Online = 1,

    /// <summary>Some requests fail.</summary>
    Degraded = 2,

    /// <summary>No answer; retried slowly.</summary>
    Offline = 3,
}

/// <param name="Devices">One entry a device; for MQTT one for the connection.</param>
public sealed record DriverHealth(string Id, string Protocol, LinkState State, IReadOnlyList<DeviceHealth> Devices);

/// <param name="LastReplyTime">UTC ticks of the last good reply; 0 when there never was one.</param>
/// <param name="LastError">What went wrong last, for a technician; null when nothing did.</param>
/// <param name="Polls">Requests (Modbus) or messages (MQTT) so far.</param>
/// <param name="LatePolls">Polls that started later than half their period after they were due.</param>
public sealed record DeviceHealth(
    string Id, LinkState State, long LastReplyTime, string? LastError, long Polls, long Failures, long LatePolls);
