using System.Text.Json;
using Gateway.Edge.Api;

namespace Gateway.Edge.Limits;

/// <summary>The temporary limits on disk: one JSON file, replaced whole, so that a power cut leaves the old one or the new one.</summary>
internal sealed class LimitFile(string folder)
{
    private readonly string _path = Path.Combine(folder, "limits.json");

    /// <summary>What an earlier run left. A file nobody can read is put aside: then the rules' own limits are in force.</summary>
    /// <param name="trouble">Why it could not be read; null when it could, or there was none.</param>
    public IReadOnlyList<LimitChange> Load(out string? trouble)
    {
        trouble = null;
        try
        {
            return File.Exists(_path) ? JsonSerializer.Deserialize<List<LimitChange>>(File.ReadAllText(_path), ApiJson.Options) ?? [] : [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            trouble = error.Message;
            PutAside();
            return [];
        }
    }

    /// <exception cref="IOException">Nothing was stored.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing was stored.</exception>
    public void Save(IReadOnlyList<LimitChange> changes)
    {
        Directory.CreateDirectory(folder);
        var next = _path + ".new";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, changes, ApiJson.Options);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }

    private void PutAside()
    {
        try
        {
            File.Move(_path, _path + ".damaged", overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is overwritten by the next change.
        }
    }
}
