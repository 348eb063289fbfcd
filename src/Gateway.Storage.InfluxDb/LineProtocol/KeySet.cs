namespace Gateway.Storage.InfluxDb.LineProtocol;

/// <summary>
/// The keys met so far in one part of a line. A repeated key is refused: a server keeps one of the two values and does not say which.
/// Compares escaped text, which is the same for the same key because a separator can only stand in a key escaped.
/// </summary>
internal ref struct KeySet(ReadOnlySpan<byte> line, Span<Range> room)
{
    /// <summary>Far above what a reading has; a line with more is refused.</summary>
    public const int Most = 32;

    private readonly ReadOnlySpan<byte> _line = line;
    private readonly Span<Range> _room = room;
    private int _count;

    /// <summary>False when the key is there already or there are too many.</summary>
    public bool TryAdd(Range key)
    {
        if (_count == _room.Length)
        {
            return false;
        }

        foreach (var earlier in _room[.._count])
        {
            if (_line[earlier].SequenceEqual(_line[key]))
            {
                return false;
            }
        }

        _room[_count++] = key;
        return true;
    }
}
