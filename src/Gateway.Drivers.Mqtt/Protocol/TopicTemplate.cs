using System.Text.RegularExpressions;

namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>Topics with <c>{name}</c> in place of text.</summary>
public static partial class TopicTemplate
{
    /// <summary>Fills placeholders that have a value; the others stay.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(template, m => values.TryGetValue(m.Groups["name"].Value, out var value) ? value : m.Value);

    /// <summary>The filter that takes every topic of the template: a level with a placeholder left becomes <c>+</c>.</summary>
    public static string ToFilter(string template) =>
        string.Join('/', template.Split('/').Select(level => Placeholder().IsMatch(level) ? "+" : level));

    [GeneratedRegex(@"\{(?<name>[A-Za-z0-9_.-]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
