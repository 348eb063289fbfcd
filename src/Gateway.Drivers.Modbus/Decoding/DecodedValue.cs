using Gateway.Core.Measurements;

namespace Gateway.Drivers.Modbus.Decoding;

/// <param name="Value">In the point's unit; NaN when the quality is bad.</param>
public readonly record struct DecodedValue(double Value, Quality Quality, DetectorFlags Flags = DetectorFlags.None)
{
    public static DecodedValue Bad(Quality quality, DetectorFlags flags = DetectorFlags.None) => new(double.NaN, quality, flags);
}
