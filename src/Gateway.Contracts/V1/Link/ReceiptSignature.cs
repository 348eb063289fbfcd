using System.Globalization;
using System.Security.Cryptography;

namespace Gateway.Contracts.V1.Link;

/// <summary>
/// The center's signature over what it has committed of one gateway: who has the broker cannot make a gateway believe that the county heard a warning it never heard,
/// and let go of it. Pure.
/// </summary>
public static class ReceiptSignature
{
    /// <param name="key">Private key of the center.</param>
    /// <returns>Base64 of the 64 bytes r and s.</returns>
    public static string Sign(ECDsa key, string county, string site, string edge, ReceiptMessage receipt) => LinkSignature.Sign(key, Lines(county, site, edge, receipt));

    /// <param name="key">Public key of the center, as the gateway has it pinned.</param>
    public static bool IsGood(ECDsa key, string county, string site, string edge, ReceiptMessage receipt) => LinkSignature.IsGood(key, Lines(county, site, edge, receipt), receipt.Signature);

    private static string[] Lines(string county, string site, string edge, ReceiptMessage receipt) =>
    [
        "rgw-receipt/1", county, site, edge, LinkSignature.Digest(receipt.Epoch), Text(receipt.Events), Text(receipt.Readings), LinkSignature.Digest(receipt.EventsChain), Run(receipt.EventsRun),
        Run(receipt.ReadingsRun), string.Join(',', receipt.Ahead.Select(range => $"{Text(range.After)}-{Text(range.UpTo)}")), Text(receipt.LedgerSequence), LinkSignature.Digest(receipt.LedgerHash),
    ];

    private static string Run(TakenRun? run) => run is null ? "-" : $"{Text(run.UpTo)} {LinkSignature.Digest(run.Id)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
