using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Identity.Enrolment;

/// <summary>Lets one gateway get its identity, once. Only its digest is kept.</summary>
public sealed class EnrolmentToken
{
    public required string Id { get; init; }

    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    /// <summary>SHA-256 of the token, lower case hex; it has 256 random bits.</summary>
    public required string Hash { get; init; }

    public required string MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When a gateway used it; null while it waits.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public static string New() => "rge_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public bool IsGoodAt(DateTimeOffset now) => UsedAt is null && RevokedAt is null && now < ExpiresAt;
}

internal sealed class EnrolmentTokenTable : IEntityTypeConfiguration<EnrolmentToken>
{
    public void Configure(EntityTypeBuilder<EnrolmentToken> builder)
    {
        builder.ToTable("enrolment_tokens").HasKey(token => token.Id);
        builder.HasIndex(token => token.Hash).IsUnique();
    }
}
