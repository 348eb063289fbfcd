namespace Gateway.Faults.Disk.Vfs;

/// <summary>
/// What the disk of one folder holds for certain, and what was asked of it since and may or may not be there after a power cut.
/// <para>
/// What is taken as promised: a file's content after <c>fsync</c> of that file (fsync(2)); a file's name, new or removed, only after <c>fsync</c> of the
/// folder. Ext4 keeps more (it commits names in order, and with the file), but fsync(2) does not promise it, and SQLite does not rely on it: its own journals
/// sync the folder with their first sync after they were created (UNIXFILE_DIRSYNC in https://www.sqlite.org/src/file/src/os_unix.c), and a deletion syncs it
/// where <c>xDelete</c> is told so.
/// </para>
/// <para>
/// What is not: an unsynced write may be there, not be there, or be there in part, sector by sector and in any order; a sector in flight may hold anything in
/// the bytes that were being written, and keeps the others (SQLITE_IOCAP_POWERSAFE_OVERWRITE, https://www.sqlite.org/psow.html, which SQLite assumes of every
/// unix disk). A file that grew may have the new length with zeros in it (delayed allocation).
/// </para>
/// Any thread.
/// </summary>
internal sealed class DiskJournal(Random random)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JournaledFile> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<JournaledFile?>> _unsyncedNames = new(StringComparer.Ordinal);

    /// <summary>A file of the folder is opened; one that this journal does not know and that exists is taken as it lies there.</summary>
    /// <param name="isNew">It did not exist before.</param>
    public JournaledFile Opened(string path, bool isNew)
    {
        lock (_gate)
        {
            if (!isNew && Current(path) is { } known && (known.Handles > 0 || known.Newest.AsSpan().SequenceEqual(File.ReadAllBytes(path))))
            {
                known.Handles++;
                return known;
            }

            // Also a file that was moved here past SQLite: a rename is taken as kept.
            var file = new JournaledFile(isNew ? [] : File.ReadAllBytes(path)) { Handles = 1 };
            _ = isNew || _unsyncedNames.Remove(path);
            if (isNew)
            {
                Rename(path, file);
            }
            else
            {
                _named[path] = file;
            }

            return file;
        }
    }

    public void Closed(JournaledFile file)
    {
        lock (_gate)
        {
            file.Handles--;
        }
    }

    public void Deleted(string path)
    {
        lock (_gate)
        {
            Rename(path, null);
        }
    }

    public void Write(JournaledFile file, long offset, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            file.Write(offset, bytes);
        }
    }

    public void Truncate(JournaledFile file, long length)
    {
        lock (_gate)
        {
            file.Truncate(length);
        }
    }

    public void Sync(JournaledFile file)
    {
        lock (_gate)
        {
            file.Sync();
        }
    }

    public void SyncFolder()
    {
        lock (_gate)
        {
            foreach (var (path, states) in _unsyncedNames)
            {
                Name(path, states[^1]);
            }

            _unsyncedNames.Clear();
        }
    }

    /// <summary>One of the images a power cut may leave now.</summary>
    public Dictionary<string, byte[]> Draw()
    {
        lock (_gate)
        {
            var names = new Dictionary<string, JournaledFile>(_named, StringComparer.Ordinal);
            foreach (var (path, states) in _unsyncedNames)
            {
                var choice = random.Next(states.Count + 1);
                if (choice == states.Count)
                {
                    continue;
                }

                names.Remove(path);
                if (states[choice] is { } file)
                {
                    names[path] = file;
                }
            }

            // Half of the cuts leave all or nothing: those states are the likeliest and must not be drowned by the torn ones.
            var mood = random.Next(4);
            return names.ToDictionary(name => name.Key, name => name.Value.Draw(random, mood), StringComparer.Ordinal);
        }
    }

    /// <summary>After the power came back this image is what the disk holds for certain.</summary>
    public void Restart(IReadOnlyDictionary<string, byte[]> image)
    {
        lock (_gate)
        {
            _named.Clear();
            _unsyncedNames.Clear();
            foreach (var (path, bytes) in image)
            {
                _named[path] = new JournaledFile(bytes);
            }
        }
    }

    private JournaledFile? Current(string path) => _unsyncedNames.TryGetValue(path, out var states) ? states[^1] : _named.GetValueOrDefault(path);

    private void Rename(string path, JournaledFile? file)
    {
        if (!_unsyncedNames.TryGetValue(path, out var states))
        {
            states = _unsyncedNames[path] = [];
        }

        states.Add(file);
    }

    private void Name(string path, JournaledFile? file)
    {
        if (file is null)
        {
            _named.Remove(path);
        }
        else
        {
            _named[path] = file;
        }
    }
}
