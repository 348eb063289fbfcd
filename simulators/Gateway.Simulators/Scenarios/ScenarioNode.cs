using System.Globalization;
using System.Text.Json;

namespace Gateway.Simulators.Scenarios;

/// <summary>
/// Reads one JSON object of a scenario. What is missing, of the wrong kind, out of range or unknown goes to the list of
/// errors and reading goes on with a harmless value, so that one pass finds everything.
/// </summary>
public sealed class ScenarioNode(JsonElement element, string path, List<ScenarioError> errors)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Path => path;

    public List<ScenarioError> Errors => errors;

    public bool Has(string name) => TryGet(name, out _);

    /// <param name="name">Member.</param>
    /// <param name="fallback">Used when absent; null makes it required.</param>
    /// <param name="low">Lowest value allowed.</param>
    /// <param name="high">Highest value allowed.</param>
    public double Number(string name, double? fallback = null, double low = double.NegativeInfinity, double high = double.PositiveInfinity)
    {
        if (!TryGet(name, out var value))
        {
            return fallback ?? Missing(name, RangeZh(low, high), RangeEn(low, high), 0.0);
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= low && number <= high)
        {
            return number;
        }

        Add(name, value.GetRawText(), RangeZh(low, high), RangeEn(low, high));
        return fallback ?? 0;
    }

    public int Integer(string name, int? fallback = null, int low = int.MinValue, int high = int.MaxValue)
    {
        var number = Number(name, fallback, low, high);
        if (number != Math.Floor(number))
        {
            Add(name, number.ToString(CultureInfo.InvariantCulture), "整数", "a whole number");
        }

        return (int)number;
    }

    public bool Flag(string name, bool fallback = false)
    {
        if (!TryGet(name, out var value))
        {
            return fallback;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Add(name, value.GetRawText(), "true 或 false", "true or false");
        return fallback;
    }

    public string Text(string name, string? fallback = null)
    {
        if (!TryGet(name, out var value))
        {
            return fallback ?? Missing(name, "非空文字", "a text, not empty", "");
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Add(name, value.GetRawText(), "非空文字", "a text, not empty");
        return fallback ?? "";
    }

    public T Choice<T>(string name, T? fallback = null)
        where T : struct, Enum
    {
        var allowed = string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        if (!TryGet(name, out var value))
        {
            return fallback ?? Missing(name, $"以下之一：{allowed}", $"one of: {allowed}", default(T));
        }

        if (value.ValueKind == JsonValueKind.String && !int.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _)
            && Enum.TryParse<T>(value.GetString(), ignoreCase: true, out var choice))
        {
            return choice;
        }

        Add(name, value.GetRawText(), $"以下之一：{allowed}", $"one of: {allowed}");
        return fallback ?? default;
    }

    public ScenarioNode? Object(string name) =>
        TryGet(name, out var value) && IsObject(name, value) ? new ScenarioNode(value, $"{path}.{name}", errors) : null;

    /// <summary>The objects of an array; empty when absent.</summary>
    public IEnumerable<ScenarioNode> Objects(string name)
    {
        if (!TryGet(name, out var value))
        {
            yield break;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(name, value.GetRawText(), "数组", "an array");
            yield break;
        }

        var i = 0;
        foreach (var item in value.EnumerateArray())
        {
            var at = $"{name}[{i++}]";
            if (IsObject(at, item))
            {
                yield return new ScenarioNode(item, $"{path}.{at}", errors);
            }
        }
    }

    /// <summary>Names of all members; marks them as known.</summary>
    public IReadOnlyList<string> Members()
    {
        var names = element.EnumerateObject().Select(p => p.Name).ToArray();
        _known.UnionWith(names);
        return names;
    }

    public void Add(string name, object? found, string allowedZh, string allowedEn)
    {
        var text = found?.ToString() ?? "";
        errors.Add(new ScenarioError($"{path}.{name}", text.Length > 80 ? text[..80] + "..." : text, allowedZh, allowedEn));
    }

    /// <summary>Reports members that nothing asked for. Call when all has been read.</summary>
    public void Done()
    {
        var allowed = string.Join(", ", _known.Order(StringComparer.Ordinal));
        foreach (var member in element.EnumerateObject().Where(m => !_known.Contains(m.Name)))
        {
            Add(member.Name, member.Value.GetRawText(), $"未知字段；可用：{allowed}", $"unknown member; known: {allowed}");
        }
    }

    private bool TryGet(string name, out JsonElement value)
    {
        _known.Add(name);
        return element.TryGetProperty(name, out value);
    }

    private bool IsObject(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        Add(name, value.GetRawText(), "对象", "an object");
        return false;
    }

    private T Missing<T>(string name, string zh, string en, T value)
    {
        Add(name, "", $"必填：{zh}", $"required: {en}");
        return value;
    }

    private static string RangeZh(double low, double high) => $"{Shown(low)} 到 {Shown(high)} 的数";

    private static string RangeEn(double low, double high) => $"a number from {Shown(low)} to {Shown(high)}";

    private static string Shown(double limit) => limit.ToString(CultureInfo.InvariantCulture);
}
