using System.Text;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Warnings.Api;
using Gateway.Fuzz.Engine;

namespace Gateway.Fuzz.Targets.Texts;

/// <summary>What clients hand back to the center and what people bring to check a ledger: cursors of pages, anchors.</summary>
internal sealed class CursorTarget : FuzzTarget
{
    public override string Name => "cursors-anchors";

    public override IReadOnlyList<string> Tokens { get; } = ["\"ledgerSequence\":", "\"ledgerHash\":", "\"sequence\":", "\"hash\":", "\"receivedAt\":", "MTIz", "==", "-", "_"];

    public override IEnumerable<byte[]> Seeds() =>
    [
        Encoding.ASCII.GetBytes(new PageKey(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), "s-01/p").ToString()),
        Encoding.ASCII.GetBytes($"{{\"receivedAt\":\"2026-03-02T00:00:00Z\",\"ledgerSequence\":5,\"ledgerHash\":\"{new string('a', 64)}\"}}\n"),
    ];

    public override string Execute(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var key = PageKey.Parse(text);
        Oracle.Demand(key is null || PageKey.Parse(key.Value.ToString()) == key, "a cursor that is read is written and read again");
        var anchors = LedgerAnchor.Parse(text, "file");
        Oracle.Demand(anchors.All(anchor => anchor.Hash.Length == 64), "an anchor has a hash");
        return $"{key is not null} {Math.Min(anchors.Count, 3)}";
    }
}
