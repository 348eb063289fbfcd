namespace Gateway.Core.Conditions.Expressions;

/// <summary>
/// A unit as far as rules need it: what it measures and its size as an exact fraction of that quantity's base unit. A unit that
/// is not in the list is a quantity of its own: it compares only with itself. ppm and mg/m3 stay apart, because turning one into the
/// other takes the substance.
/// </summary>
/// <param name="Symbol">As written.</param>
/// <param name="Quantity">Units of the same quantity convert; empty for plain numbers and states.</param>
internal sealed record Unit(string Symbol, string Quantity, decimal Numerator, decimal Denominator)
{
    public static readonly Unit None = new("", "", 1, 1);

    /// <summary>Of warning tiers: they compare only with each other and are not reckoned with.</summary>
    public static readonly Unit Tier = new("tier", "(tier)", 1, 1);

    private static readonly Dictionary<string, Unit> s_known = Build();

    /// <summary>Temperatures whose zero is a point on a scale, not "none of it".</summary>
    public bool HasArbitraryZero => Quantity is "°C" or "°F";

    public bool IsTime => Quantity == "time";

    public static Unit Of(string symbol)
    {
        if (symbol.Length == 0)
        {
            return None;
        }

        if (s_known.TryGetValue(symbol, out var known))
        {
            return known;
        }

        var slash = symbol.LastIndexOf('/');
        // Two fractions within each other are enough (a rate of mm/d); more would overflow.
        if (slash <= 0 || slash == symbol.Length - 1 || symbol.AsSpan().Count('/') > 2)
        {
            return new Unit(symbol, symbol, 1, 1);
        }

        var above = Of(symbol[..slash]);
        var below = Of(symbol[(slash + 1)..]);
        return new Unit(symbol, $"{above.Quantity}/{below.Quantity}", above.Numerator * below.Denominator, above.Denominator * below.Numerator);
    }

    public bool ConvertsTo(Unit other) => Quantity == other.Quantity;

    /// <summary>Exact as long as the figures are decimal: 0.3 MPa is 300000 Pa, not 299999.99999999994.</summary>
    public double Convert(decimal value, Unit to)
    {
        try
        {
            return (double)(value * Numerator * to.Denominator / (Denominator * to.Numerator));
        }
        catch (OverflowException)
        {
            return (double)value * Factor(to);
        }
    }

    /// <summary>What a value in this unit is multiplied with to be one in the other.</summary>
    public double Factor(Unit to) => (double)Numerator / (double)Denominator * (double)to.Denominator / (double)to.Numerator;

    /// <summary>This unit per second.</summary>
    public Unit PerSecond() => Of(Symbol.Length == 0 ? "1/s" : Symbol + "/s");

    private static Dictionary<string, Unit> Build()
    {
        var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
        void Add(string quantity, decimal numerator, decimal denominator, params ReadOnlySpan<string> symbols)
        {
            foreach (var symbol in symbols)
            {
                units.Add(symbol, new Unit(symbol, quantity, numerator, denominator));
            }
        }

        Add("", 1, 1, "1");
        Add("time", 1, 1000, "ms");
        Add("time", 1, 1, "s");
        Add("time", 60, 1, "min");
        Add("time", 3600, 1, "h");
        Add("time", 86400, 1, "d");
        Add("length", 1, 1_000_000, "um", "µm");
        Add("length", 1, 1000, "mm");
        Add("length", 1, 100, "cm");
        Add("length", 1, 1, "m");
        Add("length", 1000, 1, "km");
        Add("volume", 1, 1000, "L");
        Add("volume", 1, 1, "m3", "m³");
        Add("mass", 1, 1000, "mg");
        Add("mass", 1, 1, "g");
        Add("mass", 1000, 1, "kg");
        Add("mass", 1_000_000, 1, "t");
        Add("pressure", 1, 1, "Pa");
        Add("pressure", 100, 1, "hPa", "mbar");
        Add("pressure", 1000, 1, "kPa");
        Add("pressure", 100_000, 1, "bar");
        Add("pressure", 1_000_000, 1, "MPa");
        Add("power", 1, 1, "W");
        Add("power", 1000, 1, "kW");
        Add("power", 1_000_000, 1, "MW");
        Add("energy", 1, 1, "kWh");
        Add("energy", 1000, 1, "MWh");
        Add("current", 1, 1000, "mA");
        Add("current", 1, 1, "A");
        Add("current", 1000, 1, "kA");
        Add("voltage", 1, 1000, "mV");
        Add("voltage", 1, 1, "V");
        Add("voltage", 1000, 1, "kV");
        Add("°C", 1, 1, "°C", "℃", "degC");
        Add("°F", 1, 1, "°F", "℉", "degF");
        return units;
    }
}
