using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Access.Sessions;

/// <summary>A running sign-in. The browser holds the token; here is only its hash, so that a copy of the database signs nobody in.</summary>
public sealed class CenterSession
{
    /// <summary>Names it for the administrator; no secret.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the token, hexadecimal.</summary>
    public required string TokenHash { get; init; }

    public required string AccountId { get; init; }

    /// <summary>Sent by our pages with every change, so that no other page can make the browser do it.</summary>
    public required string Csrf { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>Last request, to the minute.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    public required string Address { get; init; }

    /// <summary>What the browser calls itself, shortened.</summary>
    public string Agent { get; init; } = "";

    public DateTimeOffset ExpiresAt(AccessOptions options)
    {
        var (idle, absolute) = (LastSeenAt + options.Idle, BeganAt + options.Absolute);
        return idle < absolute ? idle : absolute;
    }
}

internal sealed class CenterSessionTable : IEntityTypeConfiguration<CenterSession>
{
    public void Configure(EntityTypeBuilder<CenterSession> builder)
    {
        builder.ToTable("sessions").HasKey(session => session.Id);
        builder.Property(session => session.TokenHash).HasMaxLength(64);
        builder.HasIndex(session => session.TokenHash).IsUnique();
        builder.HasIndex(session => session.AccountId);
    }
}
