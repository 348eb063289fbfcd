using System.Collections.Concurrent;

namespace Gateway.Faults.Disk.Vfs;

/// <summary>
/// One folder whose SQLite files lie on a disk that can fail. Each call asks <see cref="Strike"/> first; while <see cref="Journal"/> is set it is told what
/// the disk would hold after a power cut. Any thread.
/// </summary>
internal sealed class FaultDisk : IDisposable
{
    private static readonly ConcurrentDictionary<string, FaultDisk> s_disks = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly string _folder;
    private Dictionary<string, byte[]> _others = [];
    private int _changes;

    /// <param name="folder">Full path; only files directly in it are on this disk.</param>
    public FaultDisk(string folder)
    {
        FaultVfs.Install();
        _folder = folder;
        s_disks[folder] = this;
    }

    /// <summary>Asked before each call; another answer than <see cref="ResultCode.Ok"/> is given to SQLite and nothing is carried out.</summary>
    public Func<DiskCall, int> Strike { get; set; } = _ => ResultCode.Ok;

    /// <summary>Keeps what a power cut would leave; null where nobody asks.</summary>
    public DiskJournal? Journal { get; init; }

    /// <summary>A planted defect: syncs of these files are answered and not carried out.</summary>
    public Func<DiskCall, bool> IsSyncLeftOut { get; init; } = _ => false;

    /// <summary>A planted defect: whoever asks for <c>PRAGMA synchronous=FULL</c> gets <c>OFF</c>.</summary>
    public bool IsSynchronousOff { get; init; }

    /// <summary>After this change the power goes; <see cref="int.MaxValue"/> for never.</summary>
    public int CutAfter { get; set; } = int.MaxValue;

    /// <summary>After a cut the small files beside the databases are there as they last were, or are not.</summary>
    public bool AreOthersKept { get; set; } = true;

    /// <summary>Changes of the disk so far.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>The power is gone: nothing is carried out any more. Set before the image is drawn.</summary>
    public bool IsDark { get; private set; }

    /// <summary>What lies on the disk after the cut, by path; null before it.</summary>
    public IReadOnlyDictionary<string, byte[]>? Image { get; private set; }

    public static FaultDisk? Of(string path) => Path.GetDirectoryName(path) is { } folder ? s_disks.GetValueOrDefault(folder) : null;

    /// <summary>Takes the power away now.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            if (IsDark)
            {
                return;
            }

            IsDark = true;
            Image = Journal?.Draw();
            // Files that SQLite knows nothing of, and that nobody syncs: there as they were, or not at all.
            _others = Directory.GetFiles(_folder, "*-mark").ToDictionary(file => file, File.ReadAllBytes, StringComparer.Ordinal);
        }
    }

    /// <summary>Asks what becomes of a call.</summary>
    public int Ask(DiskCall call)
    {
        if (IsDark)
        {
            return call.BrokenCode;
        }

        return Strike(call);
    }

    /// <summary>A change was carried out.</summary>
    public void Changed()
    {
        if (Interlocked.Increment(ref _changes) >= CutAfter)
        {
            Cut();
        }
    }

    /// <summary>Puts the image in place of everything in the folder, as it is found when the power is back. All connections must be closed.</summary>
    public void PowerUp()
    {
        var image = Image ?? throw new InvalidOperationException("The power was not cut.");
        foreach (var file in Directory.GetFiles(_folder))
        {
            File.Delete(file);
        }

        foreach (var (path, bytes) in image.Concat(AreOthersKept ? _others : []))
        {
            File.WriteAllBytes(path, bytes);
        }

        Journal!.Restart(image);
        (Image, IsDark, CutAfter) = (null, false, int.MaxValue);
        Volatile.Write(ref _changes, 0);
    }

    public void Dispose() => s_disks.TryRemove(_folder, out _);
}
