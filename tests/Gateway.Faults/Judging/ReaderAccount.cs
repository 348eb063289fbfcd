namespace Gateway.Faults.Judging;

/// <summary>What one reader got. The owner serialises.</summary>
internal sealed class ReaderAccount(string name, bool mayRepeat)
{
    private readonly HashSet<string> _ever = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inSession = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sample> _newest = new(StringComparer.Ordinal);

    public string Name => name;

    public List<string> Doubled { get; } = [];

    public bool Has(string id) => _ever.Contains(id);

    public void Rewind()
    {
        _inSession.Clear();
        _newest.Clear();
    }

    public void Take(Sample sample, List<string> complaints)
    {
        var isNew = _ever.Add(sample.Id);
        if (!_inSession.Add(sample.Id) || (!isNew && !mayRepeat))
        {
            Doubled.Add($"{name}: {sample.Id} was delivered twice");
            return;
        }

        if (_newest.TryGetValue(sample.Stream, out var before) && before.Place > sample.Place)
        {
            complaints.Add($"{name}: {sample.Id} came after {before.Id}, which was issued later");
        }

        _newest[sample.Stream] = sample;
    }
}
