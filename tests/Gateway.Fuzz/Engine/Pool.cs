namespace Gateway.Fuzz.Engine;

/// <summary>Inputs to change further: those it began with and those that did something new. Bounded. One thread.</summary>
internal sealed class Pool
{
    private const int Most = 2000;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<byte[]> _inputs;
    private int _next;

    public Pool(IEnumerable<byte[]> corpus)
    {
        _inputs = [.. corpus];
        Corpus = _inputs.Count;
    }

    public int Corpus { get; }

    public int Kept { get; private set; }

    public int Behaviours => _seen.Count;

    public IReadOnlyList<byte[]> Inputs => _inputs;

    public void Note(string behaviour, byte[] input)
    {
        if (!_seen.Add(behaviour))
        {
            return;
        }

        Kept++;
        if (_inputs.Count < Most)
        {
            _inputs.Add(input);
            return;
        }

        // What was good from the start stays.
        _next = Corpus + ((_next - Corpus + 1) % Math.Max(1, Most - Corpus));
        _inputs[Math.Min(_next, Most - 1)] = input;
    }
}
