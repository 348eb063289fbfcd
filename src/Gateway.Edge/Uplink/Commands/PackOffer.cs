namespace Gateway.Edge.Uplink.Commands;

/// <summary>A rule pack the center offers; it does nothing until a person at the site puts it into the configuration.</summary>
/// <param name="File">Full path of the pack's text.</param>
/// <param name="OfferedBy">Who sent it, as the center says.</param>
public sealed record PackOffer(string Pack, string Version, string File, string Sha256, DateTimeOffset ReceivedAt, string OfferedBy, string Reason)
{
    /// <summary>First half of the digest: names the offer at the site.</summary>
    public string Id => Sha256.Length >= 16 ? Sha256[..16] : Sha256;
}
