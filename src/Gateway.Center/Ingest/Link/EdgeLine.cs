using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Sites;

namespace Gateway.Center.Ingest.Link;

/// <summary>What is known of a gateway's link in memory, beside its row. Guarded by <see cref="EdgeBook"/>.</summary>
internal sealed class EdgeLine(EdgeKey key)
{
    public EdgeKey Key { get; } = key;

    /// <summary>Log of the newest message.</summary>
    public string Epoch { get; set; } = "";

    /// <summary>Newest message of any kind by our clock; <see cref="DateTimeOffset.MinValue"/> before the first.</summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>The <see cref="LastSeen"/> that the database has.</summary>
    public DateTimeOffset SavedSeen { get; set; }

    /// <summary>Site and gateway stand in the database.</summary>
    public bool IsStored { get; set; }

    public ClockOffsets Clock { get; } = new();

    /// <summary>Points seen in its readings, for the limit.</summary>
    public Dictionary<string, int> Points { get; } = new(StringComparer.Ordinal);

    public LinkState State { get; set; }
}
