using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Pipeline.Configuration;

namespace Gateway.Rules.Json;

/// <summary>Puts the value of environment variables where a text says <c>${NAME}</c>; one that is not set is an error.</summary>
public sealed partial class EnvironmentSubstitution(Func<string, string?> lookup, ConfigurationErrors errors)
{
    private readonly HashSet<JsonNode> _substituted = new(ReferenceEqualityComparer.Instance);

    /// <summary>The nodes that were replaced; compared by reference.</summary>
    public IReadOnlySet<JsonNode> Substituted => _substituted;

    public void Apply(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                {
                    Apply(value, $"{path}.{name}");
                }

                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    Apply(array[i], $"{path}[{i}]");
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Contains("${", StringComparison.Ordinal):
                Replace(value, text, path);
                break;
        }
    }

    private void Replace(JsonValue node, string text, string path)
    {
        var written = JsonValue.Create(Reference().Replace(text, match => Lookup(match, path)));
        node.ReplaceWith(written);
        _substituted.Add(written);
    }

    private string Lookup(Match match, string path)
    {
        var value = lookup(match.Groups["name"].Value);
        if (value is null)
        {
            errors.Add(path, match.Value, $"环境变量 {match.Groups["name"].Value} 未定义", $"the environment variable {match.Groups["name"].Value} is not set");
        }

        return value ?? match.Value;
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
