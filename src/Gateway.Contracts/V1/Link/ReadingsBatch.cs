namespace Gateway.Contracts.V1.Link;

/// <summary>
/// Readings of one gateway in columns: <c>Rows[i]</c> of each column belong together. Together with <see cref="Range"/> it says: these are all readings
/// of the log between the two sequences.
/// </summary>
public sealed record ReadingsBatch
{
    public required string Epoch { get; init; }

    /// <inheritdoc cref="StateMessage.Runs"/>
    public IReadOnlyList<LinkRun> Runs { get; init; } = [];

    public required SequenceRange Range { get; init; }

    /// <summary>By the gateway's clock, UTC ticks.</summary>
    public required long SentAt { get; init; }

    /// <summary>When the gateway committed the first and the last of them, UTC ticks.</summary>
    public required long FirstTime { get; init; }

    public required long LastTime { get; init; }

    /// <summary>Sent later than it should have been: never decides anything live.</summary>
    public required bool IsHistorical { get; init; }

    /// <summary>Ids that <see cref="Points"/> refers to.</summary>
    public required IReadOnlyList<string> PointIds { get; init; }

    /// <summary>Position in <see cref="PointIds"/>, one a row.</summary>
    public required IReadOnlyList<int> Points { get; init; }

    /// <summary>Source time, UTC ticks.</summary>
    public required IReadOnlyList<long> Times { get; init; }

    /// <summary>NaN when there is none.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Codes of <c>Gateway.Core.Measurements.Quality</c>.</summary>
    public required IReadOnlyList<byte> Qualities { get; init; }

    /// <summary>Bits of <c>Gateway.Core.Measurements.DetectorFlags</c>.</summary>
    public required IReadOnlyList<byte> Flags { get; init; }

    /// <summary>Values of text points by row.</summary>
    public IReadOnlyDictionary<int, string> Texts { get; init; } = new Dictionary<int, string>();

    public int Count => Points.Count;
}
