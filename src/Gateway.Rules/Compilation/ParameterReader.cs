using System.Text.Json.Nodes;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Json;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Compilation;

/// <summary>
/// Reads the limit and the parameters of one level in the units of one point. Everything wrong is told at once; a name nobody asked for is
/// told by <see cref="TellUnknown"/>. After an error the value given is a neutral one and <see cref="Failed"/> is true.
/// </summary>
public sealed partial class ParameterReader
{
    private const string LimitName = "limit";

    private readonly Dictionary<string, JsonNode?> _written = [];
    private readonly Dictionary<string, string> _paths = [];
    private readonly HashSet<string> _asked = [];
    private readonly SortedSet<string> _needed = new(StringComparer.Ordinal);
    private readonly Point _point;
    private readonly ReferenceData _reference;
    private readonly ConfigurationErrors _errors;
    private readonly string _path;

    /// <param name="path">Of the level: <c>gas-fixed.json: rules[0].levels[1]</c>.</param>
    public ParameterReader(Packs.PackRule rule, Packs.RuleLevel level, Point point, ReferenceData reference, ConfigurationErrors errors, string path)
    {
        (_point, _reference, _errors, _path) = (point, reference, errors, path);
        Take(rule.With, path[..Math.Max(0, path.LastIndexOf(".levels", StringComparison.Ordinal))]);
        Take(level.With, path);
        if (level.Limit is { } limit)
        {
            _written[LimitName] = limit;
        }

        _paths[LimitName] = $"{path}.{LimitName}";
    }

    /// <summary>True when something was wrong or is left to the site.</summary>
    public bool Failed { get; private set; }

    /// <summary>What the site has still to give, or what the substance lacks; null when nothing.</summary>
    public LocalizedText? Missing { get; private set; }

    /// <summary>What kind of thing <see cref="Missing"/> is.</summary>
    public InactiveCause Why { get; private set; }

    public bool Has(string name)
    {
        _asked.Add(name);
        return _written.GetValueOrDefault(name) is not null;
    }

    /// <summary>The limit in the point's unit.</summary>
    public double Limit() => Value(LimitName, difference: false, fallback: null);

    /// <summary>A value in the point's unit.</summary>
    public double Value(string name, double? fallback = null) => Value(name, difference: false, fallback);

    /// <summary>The limit as a rate in the point's unit per minute.</summary>
    public double Rate(string name, double? fallback = null) => In(PerMinute, name, fallback);

    private string PerMinute => $"{_point.Unit}/min";

    /// <summary>A difference of two values (deadband, step) in the point's unit, 0 or more.</summary>
    public double Difference(string name, double? fallback = null) => Value(name, difference: true, fallback);

    /// <summary>A figure in a unit that is not the point's, such as <c>mm/d</c>.</summary>
    public double In(string unit, string name, double? fallback = null)
    {
        if (!TryText(name, $"数值，单位 {unit}", $"a number in {unit}", out var text) || !TryQuantity(name, text, out var quantity))
        {
            return Fallback(name, fallback);
        }

        return _reference.Units.Convert(quantity.Value, quantity.Unit, unit) is { } value
            ? value
            : Wrong(name, text, $"单位可换算为 {unit}", $"a unit that can be converted to {unit}");
    }

    /// <summary>A value in the point's unit that only the site knows: a pack may write a name for it (<c>rated</c>, <c>commissioned</c>).</summary>
    public double SiteValue(string name)
    {
        if (TryNode(name, out var node) && node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 && char.IsLetter(text[0]))
        {
            Needs(name);
            return double.NaN;
        }

        if (!_written.ContainsKey(name))
        {
            Needs(name);
            return double.NaN;
        }

        return Value(name);
    }

    /// <summary>A share, written <c>75 %</c>; 0.75 is given.</summary>
    public double Share(string name, double? fallback = null)
    {
        const string zh = "百分数，如 75 %";
        const string en = "a share such as 75 %";
        if (!TryText(name, zh, en, out var text))
        {
            return Fallback(name, fallback);
        }

        return QuantityText.TryParse(text, out var share) && share is { Unit: "%", Value: >= 0 } ? share.Value / 100 : Wrong(name, text, zh, en);
    }

    /// <summary>A share of full scale, written <c>5 %FS</c>; 0.05 is given.</summary>
    public double ShareOfFullScale(string name)
    {
        const string zh = "量程的百分数，如 5 %FS";
        const string en = "a share of full scale such as 5 %FS";
        if (!TryText(name, zh, en, out var text))
        {
            return Fallback(name, null);
        }

        return QuantityText.TryParse(text, out var share) && share is { Unit: "%FS", Value: > 0 } ? share.Value / 100 : Wrong(name, text, zh, en);
    }

    /// <summary>Tells a finding of the builder's own, such as two parameters that do not go together.</summary>
    public double Wrong(string name, string found, string zh, string en)
    {
        Failed = true;
        _errors.Add(_paths.GetValueOrDefault(name, $"{_path}.with.{name}"), found, zh, en);
        return double.NaN;
    }

    /// <summary>Leaves the level out for this point and says what it lacks.</summary>
    public void Leave(string zh, string en, InactiveCause why = InactiveCause.NeedsPoint)
    {
        Failed = true;
        if (Missing is null)
        {
            (Missing, Why) = (new LocalizedText(zh, en), why);
        }
    }

    /// <summary>Leaves the level out until the site gives a parameter; all that lack are named together.</summary>
    public void Needs(string name)
    {
        Failed = true;
        if (Missing is null || Why == InactiveCause.NeedsParameter)
        {
            _needed.Add(name);
            var list = string.Join(", ", _needed);
            (Missing, Why) = (new LocalizedText($"需要现场给出参数 {list}", $"needs {list} from the site"), InactiveCause.NeedsParameter);
        }
    }

    /// <summary>Tells every written parameter that the type does not have.</summary>
    public void TellUnknown()
    {
        foreach (var (name, node) in _written.Where(pair => !_asked.Contains(pair.Key)))
        {
            var allowed = string.Join(", ", _asked.Order(StringComparer.Ordinal));
            Wrong(name, node?.ToJsonString() ?? "null", $"未知参数；允许：{allowed}", $"unknown parameter; allowed: {allowed}");
        }
    }

    private void Take(IReadOnlyDictionary<string, JsonNode?> with, string path)
    {
        foreach (var (name, node) in with)
        {
            _written[name] = node;
            _paths[name] = $"{path}.with.{name}";
        }
    }

    private double Value(string name, bool difference, double? fallback)
    {
        if (!TryText(name, "带单位的数值，如 25 %LEL", "a number with its unit such as 25 %LEL", out var text) || !TryQuantity(name, text, out var quantity))
        {
            return Fallback(name, fallback);
        }

        if (difference && quantity.Value < 0)
        {
            return Wrong(name, text, "大于或等于 0", "0 or more");
        }

        return ToPointUnit(name, quantity, text, difference);
    }

    private bool TryNode(string name, out JsonNode node)
    {
        _asked.Add(name);
        node = _written.GetValueOrDefault(name)!;
        return node is not null;
    }

    private bool TryText(string name, string zh, string en, out string text)
    {
        text = "";
        if (!TryNode(name, out var node))
        {
            return false;
        }

        if (node is JsonValue value && value.TryGetValue<string>(out var written) && written.Trim().Length > 0)
        {
            text = written.Trim();
            return true;
        }

        Wrong(name, node.ToJsonString(), zh, en);
        return false;
    }

    private bool TryQuantity(string name, string text, out QuantityText quantity)
    {
        if (QuantityText.TryParse(text, out quantity))
        {
            return true;
        }

        Wrong(name, text, "带单位的数值，如 25 %LEL", "a number with its unit such as 25 %LEL");
        return false;
    }

    private double Fallback(string name, double? fallback) => fallback ?? Lacking(name, double.NaN);

    /// <summary>A parameter written as null is the site's to give; one not written at all is an error of the pack.</summary>
    private T Lacking<T>(string name, T neutral)
    {
        if (Failed && _written.GetValueOrDefault(name) is not null)
        {
            return neutral;
        }

        if (_written.ContainsKey(name))
        {
            Needs(name);
        }
        else
        {
            Wrong(name, "", $"必填参数 {name}", $"required parameter {name}");
        }

        return neutral;
    }
}
