using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Edge.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Replay;

/// <summary>Puts a rule pack in the place of the configuration's own pack of the same id, or beside the others when it has none.</summary>
internal static class RulePackChoice
{
    /// <param name="pack">Path of the pack, from the current folder.</param>
    public static ConfigurationSource Put(ConfigurationSource source, string pack, string option, ConfigurationErrors errors)
    {
        var file = Path.GetFullPath(pack);
        if (IdOf(file) is not { } id)
        {
            errors.Add(option, pack, "可读取的规则包 JSON 文件，含 id", "a rule pack as a JSON file that can be read, with an id");
            return source;
        }

        var packs = Written(source);
        var place = packs.OfType<JsonObject>().FirstOrDefault(use => use["file"] is JsonValue name && IdOf(source.Resolve(name.ToString())) == id);
        if (place is null)
        {
            packs.Add(new JsonObject { ["file"] = file });
        }
        else
        {
            place["file"] = file;
        }

        return source with { Overrides = [.. source.Overrides, $"rulePacks={packs.ToJsonString()}"] };
    }

    private static JsonArray Written(ConfigurationSource source)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(source.File), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return root?["rulePacks"] is JsonArray packs ? (JsonArray)packs.DeepClone() : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // The loader tells what is wrong with the file.
            return [];
        }
    }

    private static string? IdOf(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.TryGetProperty("id", out var id) ? id.GetString() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
