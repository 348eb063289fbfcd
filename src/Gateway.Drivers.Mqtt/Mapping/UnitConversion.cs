namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>Conversions between units of one quantity: target = source * factor + shift. Factors are those of the SI brochure (9th edition) and exact.</summary>
internal static class UnitConversion
{
    /// <summary>Unit to quantity, factor and shift to its base unit.</summary>
    private static readonly Dictionary<string, (string Quantity, double Factor, double Shift)> s_units = new(StringComparer.Ordinal)
    {
        ["°C"] = ("temperature", 1, 0), ["℃"] = ("temperature", 1, 0), ["K"] = ("temperature", 1, -273.15),
        ["°F"] = ("temperature", 5.0 / 9, -160.0 / 9), ["℉"] = ("temperature", 5.0 / 9, -160.0 / 9),
        ["µm"] = ("length", 1e-6, 0), ["um"] = ("length", 1e-6, 0), ["mm"] = ("length", 1e-3, 0), ["cm"] = ("length", 1e-2, 0), ["m"] = ("length", 1, 0),
        ["Pa"] = ("pressure", 1, 0), ["hPa"] = ("pressure", 100, 0), ["kPa"] = ("pressure", 1e3, 0), ["MPa"] = ("pressure", 1e6, 0),
        ["mbar"] = ("pressure", 100, 0), ["bar"] = ("pressure", 1e5, 0),
        ["W"] = ("power", 1, 0), ["kW"] = ("power", 1e3, 0), ["MW"] = ("power", 1e6, 0),
        ["Wh"] = ("energy", 1, 0), ["kWh"] = ("energy", 1e3, 0), ["MWh"] = ("energy", 1e6, 0),
        ["mA"] = ("current", 1e-3, 0), ["A"] = ("current", 1, 0), ["mV"] = ("voltage", 1e-3, 0), ["V"] = ("voltage", 1, 0), ["kV"] = ("voltage", 1e3, 0),
        ["µg/m³"] = ("mass concentration", 1e-6, 0), ["ug/m3"] = ("mass concentration", 1e-6, 0),
        ["mg/m³"] = ("mass concentration", 1e-3, 0), ["mg/m3"] = ("mass concentration", 1e-3, 0), ["g/m³"] = ("mass concentration", 1, 0), ["g/m3"] = ("mass concentration", 1, 0),
        ["ppb"] = ("volume fraction", 1e-3, 0), ["ppm"] = ("volume fraction", 1, 0), ["%vol"] = ("volume fraction", 1e4, 0), ["%VOL"] = ("volume fraction", 1e4, 0),
        ["°"] = ("angle", 1, 0), ["deg"] = ("angle", 1, 0), ["rad"] = ("angle", 180 / Math.PI, 0), ["mrad"] = ("angle", 0.18 / Math.PI, 0),
    };

    /// <summary>Null when one of the units is unknown or they measure different things.</summary>
    public static (double Factor, double Shift)? Between(string source, string target)
    {
        if (source == target)
        {
            return (1, 0);
        }

        if (!s_units.TryGetValue(source, out var from) || !s_units.TryGetValue(target, out var to) || from.Quantity != to.Quantity)
        {
            return null;
        }

        return (from.Factor / to.Factor, (from.Shift - to.Shift) / to.Factor);
    }
}
