namespace Gateway.Core.Conditions;

/// <summary>
/// A condition on the utilisation <c>u = (P - S) / (R - S)</c> of a site (domain rule 4.3). S and R are learned from at least
/// <see cref="LeastDays"/> valid days, or declared; until then, and where the two cannot be told apart, it holds.
/// </summary>
public abstract record UtilisationCondition : SlotCondition
{
    /// <summary>S in the point's unit where it is declared; null (the default) = learned.</summary>
    public double? Standby { get; init; }

    /// <summary>R in the point's unit where it is declared; null (the default) = learned.</summary>
    public double? Run { get; init; }

    /// <summary>Days looked back, 14 to 90. Default 60.</summary>
    public int MostDays { get; init; } = 60;

    /// <summary>Valid days before what was learned counts. Default 14.</summary>
    public int LeastDays { get; init; } = 14;

    /// <summary>Production hours by the local clock, from which R is learned. Default 08:00.</summary>
    public TimeSpan ProductionFrom { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Default 18:00; after <see cref="ProductionFrom"/>.</summary>
    public TimeSpan ProductionUntil { get; init; } = TimeSpan.FromHours(18);

    public override ConditionMemory Begin(long now) => new()
    {
        Window = new LevelHistory(MostDays, LeastDays, Quarter(ProductionFrom)..Quarter(ProductionUntil)),
    };

    private static int Quarter(TimeSpan timeOfDay) => (int)(timeOfDay.Ticks / PowerSlot.Length);

    private protected LoadLevels Levels(SlotHistory history)
    {
        var learned = ((LevelHistory)history).Learned;
        return new LoadLevels(Standby ?? learned.Standby, Run ?? learned.Run, double.IsNaN(learned.Spread) ? 0 : learned.Spread);
    }
}
