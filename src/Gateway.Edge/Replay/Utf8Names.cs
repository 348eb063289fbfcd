using System.Text;

namespace Gateway.Edge.Replay;

/// <summary>Looks up point ids as they stand in a UTF-8 file, without making a string of each.</summary>
internal sealed class Utf8Names
{
    private readonly Dictionary<byte[], int> _names = new(new Bytes());
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public Utf8Names(IEnumerable<KeyValuePair<string, int>> names)
    {
        foreach (var (name, index) in names)
        {
            _names[Encoding.UTF8.GetBytes(name)] = index;
        }

        _lookup = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <returns>-1 for a name nobody knows.</returns>
    public int Find(ReadOnlySpan<byte> name) => _lookup.TryGetValue(name, out var index) ? index : -1;

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        // FNV-1a: ids are short and come from the site's own configuration, so nobody floods it.
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = 2166136261;
            foreach (var letter in alternate)
            {
                hash = (hash ^ letter) * 16777619;
            }

            return (int)hash;
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
