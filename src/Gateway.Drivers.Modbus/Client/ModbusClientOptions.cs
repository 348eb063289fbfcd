namespace Gateway.Drivers.Modbus.Client;

/// <summary>How a client talks on one open channel.</summary>
public sealed record ModbusClientOptions
{
    public ModbusFraming Framing { get; init; }

    /// <summary>How long a reply may take, counted from its request being sent; noticed within a quarter of it. Default 1 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Silence between a reply (or time-out) and the next request. Default none.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Transactions in flight at once, 1..64; RTU framing allows only 1. Default 1.</summary>
    public int InFlight { get; init; } = 1;

    /// <summary>RTU only: bytes the device sends now and then that mean nothing. Null = none.</summary>
    public byte[]? Heartbeat { get; init; }
}
