namespace Gateway.Drivers.Modbus.Options;

/// <summary>A local sounder or beacon: the only kind of thing the gateway writes to.</summary>
public sealed record ModbusOutputOptions
{
    /// <summary>Unique at the site; letters, digits, <c>. _ -</c>, 1..64 characters.</summary>
    public string Id { get; init; } = "";

    /// <summary>Id of a device of the same line.</summary>
    public string Device { get; init; } = "";

    /// <summary>Must be given: anything that is not a sounder or beacon is refused.</summary>
    public OutputKind? Kind { get; init; }

    /// <summary>Address of the coil, in the device's address base; either this or <see cref="Register"/>.</summary>
    public int? Coil { get; init; }

    /// <summary>Address of the holding register, in the device's address base.</summary>
    public int? Register { get; init; }

    /// <summary>register only: value written for on, 0..65535. Default 1.</summary>
    public int OnValue { get; init; } = 1;

    /// <summary>register only: value written for off, 0..65535, not the same. Default 0.</summary>
    public int OffValue { get; init; }

    /// <summary>Write with function 15 or 16 instead of 5 or 6, for devices that know only those. Default false.</summary>
    public bool Multiple { get; init; }
}
