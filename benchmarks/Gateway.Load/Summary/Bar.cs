namespace Gateway.Load.Summary;

/// <summary>What a figure of the summary is held to.</summary>
/// <param name="Name">Of the figure.</param>
/// <param name="Limit">At least or at most so much, itself included.</param>
/// <param name="TimesOf">For <see cref="Measured.Times"/>: the figure it is divided by.</param>
internal sealed record Bar(string Name, Measured Measured, Side Side, double Limit, string TimesOf = "")
{
    /// <summary>The number that is compared; null when what it needs was not measured.</summary>
    public double? Of(IReadOnlyDictionary<string, Figure> figures) => !figures.TryGetValue(Name, out var figure)
        ? null
        : Measured switch
        {
            Measured.Value => figure.Value,
            Measured.Ratio => figure.Ratio,
            _ => figures.TryGetValue(TimesOf, out var other) && other.Value > 0 ? figure.Value / other.Value : null,
        };

    public bool IsReached(double number) => Side == Side.AtLeast ? number >= Limit : number <= Limit;
}

internal enum Measured
{
    /// <summary>The figure itself.</summary>
    Value = 0,

    /// <summary>The figure over its reference of the same run.</summary>
    Ratio = 1,

    /// <summary>The figure over another figure.</summary>
    Times = 2,
}

internal enum Side
{
    AtLeast = 0,
    AtMost = 1,
}
