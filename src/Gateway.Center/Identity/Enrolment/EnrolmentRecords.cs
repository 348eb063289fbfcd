namespace Gateway.Center.Identity.Enrolment;

/// <param name="Hours">Until it expires; null = 24. At least 1, at most <c>identity.longestToken</c>.</param>
public sealed record EnrolmentDraft(string? Site, string? Edge, int? Hours);

/// <param name="Token">Shown once; null ever after.</param>
public sealed record EnrolmentView(
    string Id, string Site, string Edge, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt, string? Token)
{
    public static EnrolmentView Of(EnrolmentToken token, string? secret = null) =>
        new(token.Id, token.SiteId, token.EdgeId, token.MadeBy, token.MadeAt, token.ExpiresAt, token.UsedAt, token.RevokedAt, secret);
}

public sealed record CertificateView(string Serial, string Site, string Edge, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

/// <summary>What everybody may know of the center's identity, and how long a token may wait to be used.</summary>
public sealed record IdentityView(string Authority, string OfferKey, int LongestTokenHours);

/// <param name="Request">PKCS #10, PEM.</param>
public sealed record EnrolmentRequest(string? Token, string? Request);

/// <param name="Certificate">The one in use, PEM.</param>
/// <param name="Request">PKCS #10 for the next key, PEM.</param>
/// <param name="Signature">Base64: the request's text, ECDSA with SHA-256 by the key in use.</param>
public sealed record RenewalRequest(string? Certificate, string? Request, string? Signature);

/// <summary>What a gateway needs to reach its center. All but the certificate is public.</summary>
/// <param name="Authority">PEM; vouches for the broker.</param>
/// <param name="OfferKey">PEM; offered rule packs are signed with its private half.</param>
public sealed record EnrolmentAnswer(
    string County, string Site, string Edge, string Serial, string Certificate, string Authority, string OfferKey, string BrokerHost, int BrokerPort, DateTimeOffset ExpiresAt);
