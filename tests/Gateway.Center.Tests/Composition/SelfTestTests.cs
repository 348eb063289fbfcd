using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;

namespace Gateway.Center.Tests.Composition;

public sealed class SelfTestTests
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_was_found_at_start_stands_in_the_health_of_who_is_signed_in()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var browser = new Browser(center);

        var answer = await center.SignedInAs(CenterRole.DutyOfficer).GetAsync(new Uri("/api/v1/health", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var items = (await answer.JsonAsync())["selfTest"]!["items"]!.AsArray();

        items.Select(item => item!["name"]!.GetValue<string>()).ShouldBe(["dataFolder", "disk", "clock", "ledger", "link", "descriptors", "secrets", "web"]);
        items.Single(item => item!["name"]!.GetValue<string>() == "ledger")!["isGood"]!.GetValue<bool>().ShouldBeTrue();
        (await (await browser.GetAsync("/api/v1/health")).JsonAsync())["selfTest"].ShouldBeNull("a stranger is told nothing of the machine");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1_500)]
    public void The_newest_entries_of_the_ledger_must_hold(int count)
    {
        var entries = Ledger(count);
        var newest = entries.TakeLast(1_001).ToList();

        SelfTest.Check("ledger", newest).IsGood.ShouldBeTrue();
        newest.RemoveAt(newest.Count / 2);
        var item = SelfTest.Check("ledger", newest);
        item.IsGood.ShouldBeFalse();
        item.Text.En.ShouldContain("warning-center verify");
    }

    private static List<LedgerEntry> Ledger(int count)
    {
        var (entries, head) = (new List<LedgerEntry>(), LedgerHead.Empty);
        for (var i = 0; i < count; i++)
        {
            entries.Add(LedgerChain.Next(head, s_time.AddSeconds(i), new LedgerFact("test.fact", $"f-{i}"), "{}"));
            head = new LedgerHead(entries[^1].Sequence, entries[^1].Hash);
        }

        return entries;
    }
}
