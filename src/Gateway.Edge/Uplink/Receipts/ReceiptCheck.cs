using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Edge.Uplink.Options;

namespace Gateway.Edge.Uplink.Receipts;

/// <summary>Whether a receipt is the center's own, by the key pinned here. Thread-safe.</summary>
internal sealed class ReceiptCheck(UplinkOptions options, string site)
{
    private readonly CenterKey? _key = options.OfferKeyFile is { } file ? new CenterKey(file) : null;

    /// <returns>Null when it is good, or nobody ever said here what a good one is; else why nothing is taken as confirmed.</returns>
    public LocalizedText? Refusal(ReceiptMessage receipt)
    {
        if (_key is null)
        {
            return null;
        }

        return _key.Judge(receipt.Signature, key => ReceiptSignature.IsGood(key, options.County, site, options.Edge, receipt)) switch
        {
            CenterProof.Good => null,
            CenterProof.Missing => new("回执没有签名，视为未确认；县中心可能需要升级", "the receipt is not signed and confirms nothing; the center may need an upgrade"),
            CenterProof.False => new("回执的签名不是本县中心的，视为未确认：可能有人冒充县中心", "the signature of the receipt is not that of the center, and it confirms nothing: somebody may be posing as the center"),
            _ => new($"无法读取县中心的公钥 {options.OfferKeyFile}，回执视为未确认", $"the center's key {options.OfferKeyFile} cannot be read, so the receipt confirms nothing"),
        };
    }
}
