using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Ledger;

/// <summary>What a fact is about. <see cref="Kind"/> is <c>area.event</c>, for example <c>warning.received</c>, <c>call.answered</c>, <c>account.locked</c>.</summary>
/// <param name="Kind">Lower case words with dots and dashes, at most 64 characters; never given another meaning.</param>
/// <param name="Subject">Id of what it happened to, at most 200 characters.</param>
public sealed record LedgerFact(string Kind, string Subject)
{
    /// <summary>Site it concerns; null when none.</summary>
    public string? Site { get; init; }

    /// <summary>Path of the organisation unit it concerns: who may see it. Empty = the whole county.</summary>
    public string UnitPath { get; init; } = "";

    /// <summary>Account that acted; null for the center itself.</summary>
    public string? Actor { get; init; }

    /// <summary>True for anything of a drill; a drill never enters a figure.</summary>
    public bool IsDrill { get; init; }
}

/// <summary>One fact of the ledger. Never changed, never removed; <see cref="Hash"/> covers all of it and the entry before.</summary>
public sealed class LedgerEntry
{
    /// <summary>1, 2, 3 … without holes.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public string? Site { get; init; }

    public required string UnitPath { get; init; }

    public string? Actor { get; init; }

    public required bool IsDrill { get; init; }

    /// <summary>JSON text, hashed byte for byte as UTF-8.</summary>
    public required string Body { get; init; }

    /// <summary>32 bytes; zeros before the first entry.</summary>
    public required byte[] PreviousHash { get; init; }

    /// <summary>SHA-256, 32 bytes; what goes in stands at <see cref="LedgerChain"/>.</summary>
    public required byte[] Hash { get; init; }
}

internal sealed class LedgerEntryTable : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("ledger").HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.Property(entry => entry.Kind).HasMaxLength(64);
        builder.Property(entry => entry.Subject).HasMaxLength(200);
        builder.Property(entry => entry.Site).HasMaxLength(64);
        builder.Property(entry => entry.UnitPath).HasMaxLength(600);
        builder.Property(entry => entry.Actor).HasMaxLength(64);
        builder.HasIndex(entry => entry.Time);
        builder.HasIndex(entry => entry.Subject);
        builder.HasIndex(entry => new { entry.Site, entry.Time });

        // Reports ask for a few kinds over days or over all time: without it each reads the whole ledger.
        builder.HasIndex(entry => new { entry.Kind, entry.Time });
    }
}
