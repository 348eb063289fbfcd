using System.Text.Json;
using Gateway.Center.Data;

namespace Gateway.Center.Ledger.Anchors;

/// <summary>
/// Up to which anchor each target has all: kept in a file beside the anchors, so that a restart neither forgets one nor sends all anew. Thread-safe.
/// </summary>
public sealed class SentAnchors(string folder)
{
    public const string Name = "ledger-anchors-sent.json";
    private readonly string _path = Path.Combine(folder, Name);
    private readonly Lock _gate = new();
    private Dictionary<string, long>? _upTo;

    /// <summary>Sequence of the newest anchor the target has; null for a target that is not known; 0 = none yet.</summary>
    public long? UpTo(string target)
    {
        lock (_gate)
        {
            return Known().TryGetValue(target, out var sequence) ? sequence : null;
        }
    }

    /// <summary>On the disk when it returns.</summary>
    public void Note(string target, long sequence)
    {
        lock (_gate)
        {
            Known()[target] = sequence;
            Write();
        }
    }

    private void Write()
    {
        Directory.CreateDirectory(folder);
        var fresh = _path + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, Known(), CenterJson.Options);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, _path, overwrite: true);
    }

    private Dictionary<string, long> Known() => _upTo ??= Read();

    // A file that was damaged costs a second sending of one anchor, never the start of the center.
    private Dictionary<string, long> Read()
    {
        try
        {
            return File.Exists(_path) ? JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(_path), CenterJson.Options) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
