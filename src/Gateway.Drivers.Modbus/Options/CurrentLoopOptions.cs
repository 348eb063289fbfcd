namespace Gateway.Drivers.Modbus.Options;

/// <summary>A 4-20 mA input: raw counts to current to the point's unit, judged by NAMUR NE 43.</summary>
public sealed record CurrentLoopOptions
{
    /// <summary>Raw value at 4 mA. Default 4000 (the card counts microamperes).</summary>
    public double RawAt4Ma { get; init; } = 4000;

    /// <summary>Raw value at 20 mA; different from <see cref="RawAt4Ma"/>. Default 20000.</summary>
    public double RawAt20Ma { get; init; } = 20_000;

    /// <summary>Value at 4 mA, in the point's unit.</summary>
    public double Low { get; init; }

    /// <summary>Value at 20 mA, in the point's unit; different from <see cref="Low"/>.</summary>
    public double High { get; init; } = 100;

    /// <summary>Current range [from, to] in mA, both included, by which the transmitter says inhibited (2 mA on many gas transmitters); null = none.</summary>
    public double[]? InhibitMa { get; init; }
}
