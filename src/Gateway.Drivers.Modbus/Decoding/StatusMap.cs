using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Decoding;

/// <summary>What the bits or codes of a status word mean.</summary>
public sealed class StatusMap
{
    private readonly (DetectorFlags Flag, int Bit)[] _bits;
    private readonly Dictionary<int, DetectorFlags> _codes = [];

    /// <param name="options">Validated; unknown names are left out.</param>
    public StatusMap(StatusOptions options)
    {
        _bits = [.. options.Bits.Where(b => TryFlag(b.Key, out _)).Select(b => (FlagOf(b.Key), b.Value))];
        foreach (var (name, codes) in options.Codes)
        {
            foreach (var code in codes)
            {
                _codes[code] = _codes.GetValueOrDefault(code) | FlagOf(name);
            }
        }
    }

    /// <summary>What the detector says of itself.</summary>
    public DetectorFlags Decode(int word)
    {
        var flags = _codes.GetValueOrDefault(word);
        foreach (var (flag, bit) in _bits)
        {
            if ((word >> bit & 1) != 0)
            {
                flags |= flag;
            }
        }

        return flags;
    }

    /// <summary>Addresses the status takes: one register, or in a bit table as many as its highest bit needs.</summary>
    public static int WidthOf(StatusOptions options) =>
        options.Table is ModbusTable.Holding or ModbusTable.Input ? 1 : options.Bits.Values.DefaultIfEmpty(0).Max() + 1;

    /// <summary>False for a name that is none of the flags.</summary>
    public static bool TryFlag(string name, out DetectorFlags flag)
    {
        flag = FlagOf(name);
        return flag != DetectorFlags.None;
    }

    private static DetectorFlags FlagOf(string name) => name switch
    {
        "alarm1" => DetectorFlags.AlarmLevel1,
        "alarm2" => DetectorFlags.AlarmLevel2,
        "fault" => DetectorFlags.Fault,
        "inhibit" => DetectorFlags.Inhibit,
        "warmUp" => DetectorFlags.WarmUp,
        "overRange" => DetectorFlags.OverRange,
        "communicationLost" => DetectorFlags.CommunicationLost,
        _ => DetectorFlags.None,
    };
}
