namespace Gateway.Drivers.Modbus.Options;

/// <summary>One line: a TCP connection, a serial bus or a dialled-in device, with every unit behind it.</summary>
public sealed record ModbusLineOptions
{
    /// <summary>Unique at the site; letters, digits, <c>. _ -</c>, 1..64 characters.</summary>
    public string Id { get; init; } = "";

    public ModbusTransportOptions Transport { get; init; } = new();

    /// <summary>Milliseconds to wait for a reply, 20..60000. Default 1000.</summary>
    public int TimeoutMs { get; init; } = 1000;

    /// <summary>Milliseconds of silence between a reply and the next request, 0..10000. Default 0 (RTU keeps its 3.5 characters anyway).</summary>
    public int PauseMs { get; init; }

    /// <summary>Transactions in flight at once, 1..16. More than 1 needs an MBAP header and a device that allows it. Default 1.</summary>
    public int InFlight { get; init; } = 1;

    public IReadOnlyList<ModbusDeviceOptions> Devices { get; init; } = [];

    /// <summary>The only things the gateway ever writes to.</summary>
    public IReadOnlyList<ModbusOutputOptions> Outputs { get; init; } = [];
}
