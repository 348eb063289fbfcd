namespace Gateway.Faults.Running;

/// <summary>The runs of one scenario.</summary>
internal sealed class KindFigures
{
    private readonly SortedSet<string> _seen = new(StringComparer.Ordinal);

    public int Runs { get; private set; }

    public int Failed { get; private set; }

    public long Obligations { get; private set; }

    /// <summary>All that a person was shown, each once.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    public void Add(Judgement judgement)
    {
        Runs++;
        Failed += judgement.IsClean ? 0 : 1;
        Obligations += judgement.Obligations;
        if (judgement.Seen.Length > 0)
        {
            _seen.Add(judgement.Seen);
        }
    }
}
