using System.Text.Json;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>One place at which two packs differ.</summary>
/// <param name="Path">Members by name, entries of lists by their <c>id</c> where they have one: <c>rules[gas-high].levels[0].limit</c>.</param>
/// <param name="Before">JSON text; null = not there.</param>
/// <param name="After">The same of the offer.</param>
public sealed record PackChange(string Path, string? Before, string? After);

/// <summary>What an offered pack would change, figure by figure. Pure.</summary>
internal static class PackDifference
{
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="before">Text of the pack in use; null = none is.</param>
    /// <exception cref="JsonException">One is no JSON.</exception>
    public static IReadOnlyList<PackChange> Of(string? before, string after)
    {
        var (old, fresh) = (before is null ? [] : Flat(before), Flat(after));
        return
        [
            .. old.Keys.Union(fresh.Keys).Select(path => new PackChange(path, old.GetValueOrDefault(path), fresh.GetValueOrDefault(path)))
                .Where(change => change.Before != change.After).OrderBy(change => change.Path, StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, string> Flat(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(text, s_lenient);
        Walk(document.RootElement, "", found);
        return found;
    }

    private static void Walk(JsonElement element, string path, Dictionary<string, string> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Walk(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", found);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var entry in element.EnumerateArray())
                {
                    Walk(entry, $"{path}[{NameOf(entry) ?? $"{index}"}]", found);
                    index++;
                }

                break;
            default:
                // Two entries of one id (which no pack may have) must not hide each other.
                found[found.ContainsKey(path) ? $"{path}#{found.Count}" : path] = element.GetRawText();
                break;
        }
    }

    private static string? NameOf(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
