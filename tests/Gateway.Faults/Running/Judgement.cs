namespace Gateway.Faults.Running;

/// <summary>What the judge says of one run.</summary>
internal sealed record Judgement
{
    /// <summary>Samples that were acknowledged, each counted once, however many readers must get it.</summary>
    public required long Obligations { get; init; }

    /// <summary>Of those, the ones that every reader got, or that were told as missing where a bound allows it.</summary>
    public required long Delivered { get; init; }

    /// <summary>Acknowledged and neither delivered nor told as missing: one line each.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>Delivered twice to a reader that may get each once only.</summary>
    public IReadOnlyList<string> Doubled { get; init; } = [];

    /// <summary>Everything else that is wrong: never issued, changed, out of order, a wrong time, no recovery, a fault nobody was told of.</summary>
    public IReadOnlyList<string> Complaints { get; init; } = [];

    /// <summary>Kind of strike and how often it struck.</summary>
    public IReadOnlyDictionary<string, int> Faults { get; init; } = new Dictionary<string, int>();

    /// <summary>What a person saw of it: system alarm, gap record, health. Empty when there was nothing to be seen.</summary>
    public string Seen { get; init; } = "";

    public bool IsClean => Lost.Count + Doubled.Count + Complaints.Count == 0;
}
