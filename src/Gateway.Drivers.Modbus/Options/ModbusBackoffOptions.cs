namespace Gateway.Drivers.Modbus.Options;

/// <summary>How a silent unit is tried again: slower and slower, so that it costs the others little.</summary>
public sealed record ModbusBackoffOptions
{
    /// <summary>Milliseconds until the first try, 100..3600000. Default 5000.</summary>
    public int FirstMs { get; init; } = 5000;

    /// <summary>Longest wait in milliseconds; each failed try doubles the wait up to this. At least <see cref="FirstMs"/>. Default 60000.</summary>
    public int MaxMs { get; init; } = 60_000;
}
