namespace Gateway.Rules.Quantities;

/// <summary>Converts between units of one dimension, and for gases between mg/m3, ppm, %vol and %LEL of a substance. Immutable.</summary>
/// <param name="molarVolume">L/mol for ppm and mg/m3: 24.45 at 25 C (the table's own), 24.04 at 20 C, 22.4 at 0 C (domain-rules 1.2).</param>
public sealed class UnitTable(IEnumerable<UnitDefinition> units, double molarVolume = UnitTable.MolarVolumeAt25)
{
    public const double MolarVolumeAt25 = 24.45;

    private const double PpmPerPercent = 1e4;

    private readonly Dictionary<string, UnitDefinition> _units = units.GroupBy(unit => unit.Id).ToDictionary(group => group.Key, group => group.First());

    public IEnumerable<string> Known => _units.Keys;

    public bool Knows(string unit) => _units.ContainsKey(unit);

    /// <summary>Null when the two measure different things, or the substance's molar mass or LEL is needed and not known.</summary>
    public double? Convert(double value, string from, string to, Substance? substance = null)
    {
        if (from == to)
        {
            return value;
        }

        if (Plain(value, from, to) is { } plain)
        {
            return plain;
        }

        return ToPpm(value, from, substance) is { } ppm ? FromPpm(ppm, to, substance) : null;
    }

    /// <summary>A difference (a deadband, a step): without the shift between scales such as K and °C.</summary>
    public double? ConvertDifference(double value, string from, string to, Substance? substance = null) =>
        Convert(value, from, to, substance) is { } converted ? converted - Convert(0, from, to, substance) : null;

    private double? Plain(double value, string from, string to) => Listed(value, from, to) ?? Rate(value, from, to);

    /// <summary>A rate such as <c>mm/d</c>: unit by unit, where the denominators are times.</summary>
    private double? Rate(double value, string from, string to)
    {
        var (above, below) = Split(from);
        var (targetAbove, targetBelow) = Split(to);
        return DurationText.SecondsOf(below) is { } seconds && DurationText.SecondsOf(targetBelow) is { } targetSeconds
            && (above == targetAbove ? 1 : Listed(1, above, targetAbove) - Listed(0, above, targetAbove)) is { } factor
            ? value * factor * targetSeconds / seconds
            : null;
    }

    private static (string Above, string Below) Split(string unit) =>
        unit.LastIndexOf('/') is > 0 and var slash ? (unit[..slash], unit[(slash + 1)..]) : (unit, "");

    private double? Listed(double value, string from, string to) =>
        _units.TryGetValue(from, out var source) && _units.TryGetValue(to, out var target) && source.Dimension == target.Dimension
            ? source == target ? value : ((value * source.Factor) + source.Shift - target.Shift) / target.Factor
            : null;

    private double? ToPpm(double value, string from, Substance? substance)
    {
        if (from == "%LEL")
        {
            return value / 100 * substance?.Lel * PpmPerPercent;
        }

        return Plain(value, from, "ppm") ?? (Plain(value, from, "mg/m3") * molarVolume / substance?.MolarMass);
    }

    private double? FromPpm(double ppm, string to, Substance? substance)
    {
        if (to == "%LEL")
        {
            return ppm / PpmPerPercent / substance?.Lel * 100;
        }

        return Plain(ppm, "ppm", to) ?? (substance?.MolarMass is { } mass ? Plain(ppm * mass / molarVolume, "mg/m3", to) : null);
    }
}
