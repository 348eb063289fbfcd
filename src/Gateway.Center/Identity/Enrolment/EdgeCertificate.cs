using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Identity.Enrolment;

/// <summary>A certificate that was issued to a gateway.</summary>
public sealed class EdgeCertificate
{
    /// <summary>Serial number, upper case hex.</summary>
    public required string Serial { get; init; }

    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Common name, and the user at the broker. An edge id of an enrolled gateway holds no dot, so that no two gateways share a name.</summary>
    public static string NameOf(string site, string edge) => $"{site}.{edge}";
}

internal sealed class EdgeCertificateTable : IEntityTypeConfiguration<EdgeCertificate>
{
    public void Configure(EntityTypeBuilder<EdgeCertificate> builder)
    {
        builder.ToTable("edge_certificates").HasKey(certificate => certificate.Serial);
        builder.HasIndex(certificate => new { certificate.SiteId, certificate.EdgeId });
    }
}
