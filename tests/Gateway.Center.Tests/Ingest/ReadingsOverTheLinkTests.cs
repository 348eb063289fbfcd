using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Ingest;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ingest;

public sealed class ReadingsOverTheLinkTests
{
    [Fact]
    public async Task Readings_are_stored_receipted_and_shown_live()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);

        await edge.SayAsync();
        await edge.SendAsync(edge.Readings("gas-01.lel", 1, 2, 3));
        await edge.ReceiptAsync(receipt => receipt is { Epoch: "e1", Readings: 1, LedgerSequence: > 0 });

        (await center.ValuesAsync(edge, "gas-01.lel")).ShouldBe([1, 2, 3]);
        center.Services.GetRequiredService<ILiveValues>().Find("s-01", "edge-1", "gas-01.lel")!.Value.Value.ShouldBe(3);
    }

    [Fact]
    public async Task What_a_gateway_measured_with_a_clock_days_ahead_is_kept_and_what_nobody_can_believe_is_told()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        var batch = edge.Readings("p", 1, 2, 3);
        var now = center.Time.GetUtcNow();

        await edge.SendAsync(batch with { Times = [now.UtcTicks, now.AddDays(30).UtcTicks, now.AddYears(20).UtcTicks] });
        await edge.ReceiptAsync(receipt => receipt.Readings == 1);

        (await center.ValuesAsync(edge, "p")).ShouldBe([1, 2]);
        center.Services.GetRequiredService<LinkTroubles>().Newest.ShouldContain(trouble => trouble.Reason.StartsWith("1 readings", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_twice_is_stored_once_and_receipted_again()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        var batch = edge.Readings("p", 5, 6);

        await edge.SendAsync(batch);
        await edge.ReceiptAsync(receipt => receipt.Readings == 1);
        edge.Receipts.Clear();
        await edge.SendAsync(batch);
        await edge.ReceiptAsync(receipt => receipt.Readings == 1);

        (await center.ValuesAsync(edge, "p")).ShouldBe([5, 6]);
    }

    [Fact]
    public async Task A_copy_stored_again_after_a_crash_before_its_coverage_was_noted_does_not_show()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);

        // The same rows under sequences the center has not seen: what a lost note of coverage looks like.
        await edge.SendAsync(edge.Batch("p", 0, 1, 5, 6));
        await edge.ReceiptAsync(receipt => receipt.Readings == 1);
        await edge.SendAsync(edge.Batch("p", 1, 2, 5, 6));
        await edge.ReceiptAsync(receipt => receipt.Readings == 2);

        (await center.ValuesAsync(edge, "p")).ShouldBe([5, 6]);
    }

    [Fact]
    public async Task A_gap_is_shown_asked_for_and_closed_when_it_is_filled()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        await edge.SendAsync(edge.Readings("p", 1));
        center.Time.Advance(TimeSpan.FromSeconds(20));
        var lost = edge.Readings("p", 2);
        center.Time.Advance(TimeSpan.FromSeconds(5));
        await edge.SendAsync(edge.Readings("p", 3));
        await edge.ReceiptAsync(receipt => receipt is { Readings: 1, Ahead: [{ After: 2, UpTo: 3 }] });

        // A receipt may tell of a hole a beat before the database has it.
        await Eventually.TrueAsync(async () => await GapsAsync(center, "s-01") == 1);
        edge.Commands.ShouldBeEmpty();
        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(2));

            // Only a gateway that is heard is asked.
            await edge.SayAsync();
            return edge.Commands.Any(command => command is { Kind: "resend", Range: { After: 1, UpTo: 2 } });
        });
        await edge.SendAsync(lost with { IsHistorical = true });
        await edge.ReceiptAsync(receipt => receipt is { Readings: 3, Ahead: [] });

        await Eventually.TrueAsync(async () => await GapsAsync(center, "s-01") == 0);
        (await center.ValuesAsync(edge, "p")).ShouldBe([1, 2, 3], ignoreOrder: true);
    }

    [Fact]
    public async Task What_the_gateway_no_longer_has_is_a_known_loss_with_its_reason()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SendAsync(edge.Readings("p", 1));
        center.Time.Advance(TimeSpan.FromSeconds(20));
        edge.Readings("p", 2);
        await edge.SendAsync(edge.Readings("p", 3));
        await edge.SendAsync(edge.Event("missing", new
        {
            from = center.Time.GetUtcNow().AddSeconds(-20), to = center.Time.GetUtcNow().AddSeconds(-1), reason = "size", readings = 1, source = "", lane = "readings",
            range = new { after = 1, upTo = 2 },
        }));

        await edge.ReceiptAsync(receipt => receipt.Readings == 3);

        // A receipt may tell of it a beat before the database has it.
        await Eventually.TrueAsync(async () =>
        {
            using var json = await CompletenessAsync(center, "s-01");
            var reasons = json.RootElement.GetProperty("gaps").EnumerateArray().Select(gap => gap.GetProperty("reason").GetProperty("en").GetString()!).ToList();
            return reasons is [var reason] && reason.Contains("its log was full", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_center_that_was_away_gets_all_that_waited_at_the_broker()
    {
        await using var broker = await Broker.StartedAsync();
        var connection = broker.Connection("center-same");
        string folder;
        await using var edge = await TestEdge.StartAsync(broker, TimeProvider.System);
        await using (var first = await LinkedCenter.StartAsync(broker, change: options => options with { Link = options.Link with { Broker = connection } }))
        {
            folder = first.Options.Storage.Folder;
            folder.ShouldNotBeEmpty();
        }

        await edge.SendAsync(edge.Event());
        await edge.SendAsync(edge.Event());
        var events = new RecordedEvents();
        await using var second = await LinkedCenter.StartAsync(broker, events, change: options => options with { Link = options.Link with { Broker = connection } });

        await Eventually.TrueAsync(() => events.All.Count == 2);
        events.All.Select(received => received.Message.Sequence).ShouldBe([1, 2]);
    }

    private static async Task<int> GapsAsync(Gateway.Center.Tests.Support.CenterUnderTest center, string site)
    {
        using var json = await CompletenessAsync(center, site);
        return json.RootElement.GetProperty("gaps").GetArrayLength();
    }

    private static async Task<JsonDocument> CompletenessAsync(Gateway.Center.Tests.Support.CenterUnderTest center, string site) => JsonDocument.Parse(
        await center.SignedInAs(CenterRole.DutyOfficer).GetStringAsync(new Uri($"/api/v1/sites/{site}/completeness", UriKind.Relative)));
}
