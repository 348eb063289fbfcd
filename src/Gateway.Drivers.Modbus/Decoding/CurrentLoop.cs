using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Decoding;

/// <summary>
/// 4-20 mA by the NAMUR recommendation NE 43 (signal level for the failure information of digital transmitters): below 3.6 or above 21 mA the
/// transmitter signals its own fault; 3.8 to 20.5 mA is valid, also when saturated; between lies a zone that says nothing. The caller decides how
/// long a signal may stay there.
/// </summary>
public static class CurrentLoop
{
    private const double FaultLow = 3.6;
    private const double ValidLow = 3.8;
    private const double ValidHigh = 20.5;
    private const double FaultHigh = 21.0;

    /// <summary>Not accurate in the zone that says nothing; inhibit and fault have no value.</summary>
    public static DecodedValue Decode(double raw, CurrentLoopOptions options)
    {
        var current = 4 + (raw - options.RawAt4Ma) / (options.RawAt20Ma - options.RawAt4Ma) * 16;
        if (options.InhibitMa is [var from, var to] && current >= from && current <= to)
        {
            return DecodedValue.Bad(Quality.OutOfService, DetectorFlags.Inhibit);
        }

        if (current is < FaultLow or > FaultHigh)
        {
            return DecodedValue.Bad(Quality.SensorFailure);
        }

        var value = options.Low + (current - 4) / 16 * (options.High - options.Low);
        return new(value, current is < ValidLow or > ValidHigh ? Quality.NotAccurate : Quality.Good);
    }
}
