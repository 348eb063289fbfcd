using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Time;

namespace Gateway.Center.Tests.Sites;

/// <summary>What the page of a site says of clocks and holes.</summary>
public sealed class ClockAndGapTests
{
    [Fact]
    public async Task Each_gateway_shows_its_own_clock_the_site_the_farthest_and_a_message_that_waited_moves_none()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var fast = await TestEdge.StartAsync(broker, center.Time);
        await using var slow = await TestEdge.StartAsync(broker, center.Time, edge: "edge-2");
        await using var silent = await TestEdge.StartAsync(broker, center.Time, edge: "edge-3");
        await silent.TableAsync("h", "a");
        for (var i = 0; i < 5; i++)
        {
            await SayAsync(center, fast, TimeSpan.FromMinutes(15));
            await SayAsync(center, slow, TimeSpan.FromMinutes(-5));
        }

        await SayAsync(center, slow, TimeSpan.FromHours(-1));
        var officer = center.SignedInAs(CenterRole.DutyOfficer);
        var shown = "";
        await Eventually.TrueAsync(async () =>
        {
            // The database learns of it every few seconds.
            await SayAsync(center, fast, TimeSpan.FromMinutes(15));
            await SayAsync(center, slow, TimeSpan.FromMinutes(-5));
            var edges = (await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites/s-01")).GetProperty("edges").EnumerateArray();
            shown = string.Join(" ", edges.Select(edge => $"{edge.GetProperty("id").GetString()}:{Minutes(edge)}"));
            return shown == "edge-1:15 edge-2:-5 edge-3:";
        });
        Minutes((await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites")).EnumerateArray().Single()).ShouldBe("15");
    }

    [Fact]
    public async Task A_hole_is_in_the_history_while_it_exists_and_no_longer()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.TableAsync("h", "a");
        await edge.SendAsync(edge.Readings("a", 1, 2));
        center.Time.Advance(TimeSpan.FromSeconds(4));
        var held = edge.Readings("a", 3, 4);
        center.Time.Advance(TimeSpan.FromSeconds(4));
        await edge.SendAsync(edge.Readings("a", 5, 6));
        await edge.ReceiptAsync(receipt => receipt.Ahead is [{ After: 2, UpTo: 3 }]);
        await center.LedgerHasAsync("edge.table");
        center.Time.Advance(TimeSpan.FromSeconds(1));
        var officer = center.SignedInAs(CenterRole.DutyOfficer);

        // A receipt may tell of a hole a beat before the database has it.
        await Eventually.TrueAsync(async () => await HolesAsync(officer) == 1);

        await edge.SendAsync(held with { IsHistorical = true });
        await edge.ReceiptAsync(receipt => receipt is { Readings: 3, Ahead: [] });
        await Eventually.TrueAsync(async () => await HolesAsync(officer) == 0);
    }

    private static async Task SayAsync(CenterUnderTest center, TestEdge edge, TimeSpan clock)
    {
        center.Time.Advance(TimeSpan.FromSeconds(1));
        edge.Receipts.Clear();
        await edge.SayAsync(clock: clock);
        await edge.ReceiptAsync(_ => true);
    }

    private static string Minutes(JsonElement of) =>
        of.GetProperty("clockOffsetMs") is { ValueKind: JsonValueKind.Number } offset ? $"{TimeSpan.FromMilliseconds(offset.GetDouble()).TotalMinutes:0}" : "";

    private static async Task<int> HolesAsync(HttpClient officer) =>
        (await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites/s-01/points/a/history")).GetProperty("gaps").EnumerateArray()
            .Count(gap => gap.GetProperty("lane").GetString() == "readings");
}
