using System.Text;
using System.Text.Json;
using Gateway.Center.Data;

namespace Gateway.Center.Ledger.Anchors;

/// <summary>The center's own anchors, one JSON line each, only ever appended to. Copies of it belong to another machine. Thread-safe.</summary>
public sealed class AnchorFile(string folder)
{
    public const string Name = "ledger-anchors.jsonl";
    private readonly Lock _gate = new();
    private readonly string _path = Path.Combine(folder, Name);

    /// <param name="unreadable">See <see cref="LedgerAnchor.Parse"/>.</param>
    public IReadOnlyList<LedgerAnchor> Read(Action<int>? unreadable = null)
    {
        lock (_gate)
        {
            return File.Exists(_path) ? LedgerAnchor.Parse(File.ReadAllText(_path), Name, unreadable) : [];
        }
    }

    /// <summary>On the disk when it returns.</summary>
    public void Append(LedgerAnchor anchor)
    {
        lock (_gate)
        {
            Directory.CreateDirectory(folder);
            using var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            // A line of its own also after a torn one.
            stream.Write(Encoding.UTF8.GetBytes((stream.Position > 0 ? "\n" : "") + JsonSerializer.Serialize(new { anchor.Sequence, anchor.Hash, anchor.Time }, CenterJson.Options)));
            stream.Flush(flushToDisk: true);
        }
    }
}
