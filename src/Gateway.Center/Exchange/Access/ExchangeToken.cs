using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Exchange.Access;

/// <summary>What another platform may do. The numbers are stored, added up.</summary>
[Flags]
public enum ExchangeRights
{
    None = 0,

    /// <summary>Sites, points, device state, availability.</summary>
    Sites = 1,

    /// <summary>Live values.</summary>
    Values = 2,

    /// <summary>Warnings, incidents, CAP.</summary>
    Warnings = 4,

    /// <summary>Calls, answers, clocks, reports, instructions: names of people are in them.</summary>
    Handling = 8,

    /// <summary>Hidden dangers with signatures.</summary>
    Dangers = 16,

    /// <summary>May tell of warnings about nature.</summary>
    TellNatural = 32,

    /// <summary>May tell of abnormal use of power.</summary>
    TellPower = 64,

    /// <summary>The metrics of the center itself, at <c>/metrics</c>; only with the scope <c>/</c>.</summary>
    Metrics = 128,
}

/// <summary>Key of another platform. Only its digest is kept.</summary>
public sealed class ExchangeToken
{
    public required string Id { get; init; }

    /// <summary>Who uses it.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the token, lower case hex. The token has 256 random bits, so that no slow digest is needed.</summary>
    public required string Hash { get; init; }

    public required string ScopePath { get; init; }

    public required ExchangeRights Rights { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public static string New() => "rgx_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public bool IsGoodAt(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

internal sealed class ExchangeTokenTable : IEntityTypeConfiguration<ExchangeToken>
{
    public void Configure(EntityTypeBuilder<ExchangeToken> builder)
    {
        builder.ToTable("exchange_tokens").HasKey(token => token.Id);
        builder.HasIndex(token => token.Hash).IsUnique();
    }
}
