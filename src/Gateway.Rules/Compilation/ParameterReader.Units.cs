using Gateway.Rules.Quantities;

namespace Gateway.Rules.Compilation;

/// <summary>From what is written to the unit of the point: plain units, shares of full scale, shares of a substance's figures.</summary>
public sealed partial class ParameterReader
{
    private double ToPointUnit(string name, QuantityText quantity, string text, bool difference)
    {
        if (quantity.Unit == "%FS")
        {
            return OfFullScale(quantity.Value, difference);
        }

        var substance = _reference.Substance(_point.Substance);
        if (quantity.RelativeTo is { } figure)
        {
            return OfSubstance(name, quantity.Value / 100, figure, text);
        }

        var value = difference
            ? _reference.Units.ConvertDifference(quantity.Value, quantity.Unit, _point.Unit, substance)
            : _reference.Units.Convert(quantity.Value, quantity.Unit, _point.Unit, substance);
        return value ?? Wrong(
            name, text, $"可换算为测点 {_point.Id} 单位 “{_point.Unit}” 的单位", $"a unit that can be converted to '{_point.Unit}', the unit of point {_point.Id}");
    }

    private double OfFullScale(double percent, bool difference)
    {
        if (_point.Range is { } range)
        {
            return (percent / 100 * range.Span) + (difference ? 0 : range.Low);
        }

        Leave($"测点 {_point.Id} 没有量程，无法计算 %FS", $"point {_point.Id} has no range to count %FS from", InactiveCause.NoFigure);
        return double.NaN;
    }

    private double OfSubstance(string name, double share, string figure, string text)
    {
        if (_reference.Substance(_point.Substance) is not { } substance)
        {
            return Wrong(
                name, $"{text} ({_point.Id}: substance \"{_point.Substance}\")", $"测点须写明 substance（substances.json 之一）", "the point must name its substance (one of substances.json)");
        }

        if (substance.Figure(figure) is not { } milligrams)
        {
            Leave($"{substance.Name.Zh}没有 {figure}", $"{substance.Name.En} has no {figure}", InactiveCause.NoFigure);
            return double.NaN;
        }

        return _reference.Units.Convert(share * milligrams, "mg/m3", _point.Unit, substance) ?? Wrong(
            name, text, $"测点单位 “{_point.Unit}” 须可由 mg/m3 换算（需摩尔质量）", $"a point unit that mg/m3 can be converted to (found '{_point.Unit}'; molar mass needed)");
    }
}
