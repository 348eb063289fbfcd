namespace Gateway.Drivers.Modbus.Options;

/// <summary>One unit on a line and what it can take.</summary>
public sealed record ModbusDeviceOptions
{
    /// <summary>Unique at the site; letters, digits, <c>. _ -</c>, 1..64 characters.</summary>
    public string Id { get; init; } = "";

    /// <summary>Unit id: 1..247 on serial lines, 0..255 over TCP.</summary>
    public int Unit { get; init; } = 1;

    /// <summary>0 = addresses in the configuration are those on the wire; 1 = they count from one, as PLC manuals print them. Required: there is no default.</summary>
    public int? AddressBase { get; init; }

    /// <summary>Most registers the device gives in one reply, 1..125 (Modbus application protocol V1.1b3, 6.3). Default 125.</summary>
    public int MaxRegisters { get; init; } = 125;

    /// <summary>Most coils or discrete inputs in one reply, 1..2000 (V1.1b3, 6.1). Default 2000.</summary>
    public int MaxCoils { get; init; } = 2000;

    /// <summary>Unneeded addresses that may be read along to save a request, 0..120. Default 0: only what is configured is read.</summary>
    public int HoleLimit { get; init; }

    /// <summary>Address ranges [from, to], both included, in this device's address base, that are never read, also not as a hole.</summary>
    public IReadOnlyList<int[]> Forbidden { get; init; } = [];

    /// <summary>Byte and word order of its multi-register values unless a point says otherwise. Default ABCD.</summary>
    public ByteOrder ByteOrder { get; init; }

    /// <summary>Raw integers that mean fault or warm-up, never a value (65535, 32767, 32768, -1 ...), unless a point has its own list.</summary>
    public IReadOnlyList<long> FaultCodes { get; init; } = [];

    /// <summary>Milliseconds between two polls of a point that has no rate of its own, 20..86400000. Default 1000.</summary>
    public int ScanMs { get; init; } = 1000;

    /// <summary>Times a failed request is sent again at once before it counts as failed, 0..5. Default 1.</summary>
    public int Retries { get; init; } = 1;

    public ModbusBackoffOptions Backoff { get; init; } = new();
}
