using System.Text.Json.Nodes;

namespace Gateway.Center.Configuration;

/// <summary>
/// Makes the paths of the file whole: they count from its folder, wherever the program was started. A path is what stands under <c>folder</c>,
/// <c>seeds</c>, <c>certificate</c> or a name that ends with <c>File</c> or <c>Folder</c>, in any section.
/// </summary>
internal static class ConfigurationPaths
{
    public static void Resolve(JsonNode? node, string folder)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                {
                    if (IsPath(name) && value is JsonValue text && text.TryGetValue<string>(out var path) && path.Length > 0)
                    {
                        map[name] = Whole(path, folder);
                    }
                    else
                    {
                        Resolve(value, folder);
                    }
                }

                break;
            case JsonArray array:
                foreach (var item in array)
                {
                    Resolve(item, folder);
                }

                break;
        }
    }

    /// <summary>The defaults, which stand in no document.</summary>
    public static CenterOptions Resolve(CenterOptions options, string folder) => options with
    {
        Seeds = Whole(options.Seeds, folder),
        Storage = options.Storage with { Folder = Whole(options.Storage.Folder, folder) },
        Logging = options.Logging with { Folder = options.Logging.Folder is { Length: > 0 } logs ? Whole(logs, folder) : null },
    };

    private static bool IsPath(string name) =>
        name is "folder" or "seeds" or "certificate" || name.EndsWith("File", StringComparison.Ordinal) || name.EndsWith("Folder", StringComparison.Ordinal);

    private static string Whole(string path, string folder) => Path.GetFullPath(Path.Combine(folder, path));
}
