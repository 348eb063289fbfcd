using Gateway.Center.Ledger;

namespace Gateway.Center.Tests.Ledger;

public sealed class LedgerChainTests
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_field_is_covered_by_the_hash()
    {
        var fact = new LedgerFact("warning.received", "w-1") { Site = "s", UnitPath = "/c/", Actor = "a" };
        var first = LedgerChain.Next(LedgerHead.Empty, s_time, fact, "{}");
        var others = new[]
        {
            LedgerChain.Next(LedgerHead.Empty, s_time.AddTicks(1), fact, "{}"),
            LedgerChain.Next(LedgerHead.Empty, s_time, fact with { Kind = "warning.receive" }, "{}"),
            LedgerChain.Next(LedgerHead.Empty, s_time, fact with { Subject = "w-2" }, "{}"),
            LedgerChain.Next(LedgerHead.Empty, s_time, fact with { Site = null }, "{}"),
            LedgerChain.Next(LedgerHead.Empty, s_time, fact with { UnitPath = "/d/" }, "{}"),
            LedgerChain.Next(LedgerHead.Empty, s_time, fact with { Actor = "" }, "{}"),
            LedgerChain.Next(LedgerHead.Empty, s_time, fact with { IsDrill = true }, "{}"),
            LedgerChain.Next(LedgerHead.Empty, s_time, fact, "{ }"),
            LedgerChain.Next(new LedgerHead(1, first.Hash), s_time, fact, "{}"),
        };

        others.Select(entry => Convert.ToHexString(entry.Hash)).Append(Convert.ToHexString(first.Hash)).ShouldBeUnique();
    }
}
