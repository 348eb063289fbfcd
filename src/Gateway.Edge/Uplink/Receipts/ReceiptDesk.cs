using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;

namespace Gateway.Edge.Uplink.Receipts;

/// <summary>Reads receipts, and lets through those of the center for this log. By one task; <see cref="Trouble"/> from any.</summary>
internal sealed class ReceiptDesk(LinkContext link, UplinkTroubles troubles)
{
    private readonly ReceiptCheck _check = new(link.Options, link.Site);
    private readonly RecordLimit _limit = new(link.Time);
    private volatile LocalizedText? _trouble;
    private (string Epoch, long Events, long Readings, long Ledger) _furthest = ("", -1, -1, -1);

    /// <summary>Why the last receipt was not taken as the center's; null when it was.</summary>
    public LocalizedText? Trouble => _trouble;

    /// <returns>Null when it says nothing about this log, or another than the center says it.</returns>
    public ReceiptMessage? Read(byte[] payload)
    {
        if (LinkJson.TryDecode<ReceiptMessage>(payload, out var error) is not { Ahead: not null } receipt)
        {
            troubles.Unreadable(error);
            return null;
        }

        if (_check.Refusal(receipt) is { } why)
        {
            Refuse(why);
            return null;
        }

        _trouble = null;
        if (receipt.Epoch == link.Log.Epoch)
        {
            return receipt;
        }

        troubles.Foreign(receipt.Epoch);
        return null;
    }

    /// <summary>
    /// Whether it says more than any before. Who has the broker can play a receipt again and again; only what goes on shows that the center is there.
    /// </summary>
    public bool IsNews(ReceiptMessage receipt)
    {
        var readings = receipt.Ahead.Select(range => range.UpTo).Append(receipt.Readings).Max();
        var before = receipt.Epoch == _furthest.Epoch ? _furthest : (receipt.Epoch, Events: -1, Readings: -1, Ledger: -1);
        _furthest = (receipt.Epoch, Math.Max(before.Events, receipt.Events), Math.Max(before.Readings, readings), Math.Max(before.Ledger, receipt.LedgerSequence));
        return _furthest != before;
    }

    private void Refuse(LocalizedText why)
    {
        // Several come in a second: told when it begins.
        if (why != _trouble && _limit.May())
        {
            troubles.Forged(why);
        }

        _trouble = why;
    }
}
