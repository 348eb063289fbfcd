using System.Text.Json;
using Gateway.Edge.Configuration;
using Gateway.Rules.Packs;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>The pack in use that an offer would replace.</summary>
/// <param name="File">Full path.</param>
internal sealed record PackFile(string File, string Text, string Version, PackUse Use);

/// <summary>Finds what an offer stands against.</summary>
internal static class OfferedPacks
{
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>Null when no pack of that id is in use, or its file cannot be read.</returns>
    public static PackFile? InUse(EdgeOptions options, ConfigurationSource source, string pack) =>
        options.RulePacks.Select(use => Read(use, source.Resolve(use.File), pack)).FirstOrDefault(found => found is not null);

    private static PackFile? Read(PackUse use, string file, string pack)
    {
        try
        {
            var text = File.ReadAllText(file);
            using var document = JsonDocument.Parse(text, s_lenient);
            return document.RootElement.GetProperty("id").GetString() == pack
                ? new PackFile(file, text, document.RootElement.GetProperty("version").GetString() ?? "", use)
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
