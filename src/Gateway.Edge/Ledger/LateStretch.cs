namespace Gateway.Edge.Ledger;

/// <summary>Event time of one point in which something came late. All UTC ticks.</summary>
/// <param name="From">Earliest late source time.</param>
/// <param name="To">Latest late source time.</param>
/// <param name="ArrivedFirst">When the first of it was received.</param>
/// <param name="ArrivedLast">When the last of it was received.</param>
internal readonly record struct LateStretch(long From, long To, long ArrivedFirst, long ArrivedLast)
{
    public LateStretch Join(in LateStretch other) => new(
        Math.Min(From, other.From), Math.Max(To, other.To), Math.Min(ArrivedFirst, other.ArrivedFirst), Math.Max(ArrivedLast, other.ArrivedLast));
}
