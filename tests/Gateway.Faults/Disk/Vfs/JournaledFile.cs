namespace Gateway.Faults.Disk.Vfs;

/// <summary>The content of one file: what was synced, and what was asked since. The journal serialises.</summary>
internal sealed class JournaledFile(byte[] content)
{
    public const int Sector = 512;

    private readonly List<(long Offset, byte[]? Bytes)> _unsynced = [];
    private byte[] _synced = content;
    private int _length = content.Length;

    /// <summary>Its first sync since it was created has not come yet: with that the unix layer of SQLite syncs the folder of a journal.</summary>
    public bool IsFirstSyncDue { get; set; }

    /// <summary>Open handles.</summary>
    public int Handles { get; set; }

    /// <summary>What a reader of the running machine sees.</summary>
    public byte[] Newest => Draw(new Random(0), mood: 1);

    public void Write(long offset, ReadOnlySpan<byte> bytes) => _unsynced.Add((offset, bytes.ToArray()));

    public void Truncate(long length) => _unsynced.Add((length, null));

    public void Sync()
    {
        foreach (var (offset, bytes) in _unsynced)
        {
            if (bytes is null)
            {
                SetLength(ref _synced, ref _length, (int)offset);
            }
            else
            {
                Put(ref _synced, ref _length, (int)offset, bytes);
            }
        }

        _unsynced.Clear();
    }

    /// <param name="mood">0: nothing that was not synced is there; 1: all of it; otherwise each sector by lot.</param>
    public byte[] Draw(Random random, int mood)
    {
        var (image, length) = ((byte[])_synced.Clone(), _length);
        var kept = random.NextDouble();
        foreach (var (offset, bytes) in _unsynced)
        {
            switch (mood, bytes)
            {
                case (0, _):
                    break;
                case (1, not null):
                    Put(ref image, ref length, (int)offset, bytes);
                    break;
                case (_, null):
                    if (mood == 1 || random.NextDouble() < kept)
                    {
                        SetLength(ref image, ref length, (int)offset);
                    }

                    break;
                default:
                    Tear(random, kept, ref image, ref length, (int)offset, bytes);
                    break;
            }
        }

        return image[..length];
    }

    private static void Tear(Random random, double kept, ref byte[] image, ref int length, int offset, byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var size = Math.Min(bytes.Length - at, Sector - ((offset + at) % Sector));
            var fate = random.NextDouble();
            if (fate < kept)
            {
                Put(ref image, ref length, offset + at, bytes.AsSpan(at, size));
            }
            else if (fate > 0.98)
            {
                var noise = new byte[size];
                random.NextBytes(noise);
                Put(ref image, ref length, offset + at, noise);
            }
            else if (fate > 0.9 && offset + at + size > length)
            {
                // The length was written, the content was not.
                Put(ref image, ref length, offset + at, new byte[size]);
            }

            at += size;
        }
    }

    /// <summary>A file that is made longer holds zeros there.</summary>
    private static void SetLength(ref byte[] image, ref int length, int wanted)
    {
        if (wanted > image.Length)
        {
            Array.Resize(ref image, wanted);
        }

        if (wanted > length)
        {
            image.AsSpan(length, wanted - length).Clear();
        }

        length = wanted;
    }

    private static void Put(ref byte[] image, ref int length, int offset, ReadOnlySpan<byte> bytes)
    {
        var end = offset + bytes.Length;
        if (end > image.Length)
        {
            Array.Resize(ref image, Math.Max(end, Math.Max(64 * 1024, image.Length * 2)));
        }

        if (offset > length)
        {
            image.AsSpan(length, offset - length).Clear();
        }

        bytes.CopyTo(image.AsSpan(offset));
        length = Math.Max(length, end);
    }
}
