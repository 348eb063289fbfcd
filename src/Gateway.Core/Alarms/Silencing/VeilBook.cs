namespace Gateway.Core.Alarms.Silencing;

/// <summary>By whom, why and until when one veil lies on an alarm.</summary>
/// <param name="Until">Our clock, UTC ticks; <see cref="long.MaxValue"/> when it ends by logic.</param>
internal sealed record VeilGrant(Veils Veil, string? Actor, string? Approver, string? Note, long Until);

/// <summary>The veils of one alarm. Immutable, so that a state can be copied.</summary>
internal sealed record VeilBook(IReadOnlyList<VeilGrant> Grants)
{
    /// <summary>Our clock at which the first of them ends by itself.</summary>
    public long FirstEnd => Grants.Count == 0 ? long.MaxValue : Grants.Min(g => g.Until);

    /// <summary>Our clock at which the last of them ends; null when one has no end of its own.</summary>
    public long? LastEnd => Grants.Count == 0 || Grants.Max(g => g.Until) is long.MaxValue ? null : Grants.Max(g => g.Until);

    /// <summary>The gravest one that a person put on; null when none did.</summary>
    public VeilGrant? OfPerson => Grants.Where(g => g.Actor is not null).MaxBy(g => g.Veil);

    public VeilGrant? Find(Veils veil) => Grants.FirstOrDefault(g => g.Veil == veil);

    public static VeilBook With(VeilBook? book, VeilGrant grant) => new([.. Without(book, grant.Veil)?.Grants ?? [], grant]);

    public static VeilBook? Without(VeilBook? book, Veils veil)
    {
        var rest = book?.Grants.Where(g => g.Veil != veil).ToList() ?? [];
        return rest.Count == 0 ? null : new VeilBook(rest);
    }

    public VeilBook Shift(long by) => new([.. Grants.Select(g => g.Until == long.MaxValue ? g : g with { Until = g.Until + by })]);
}
