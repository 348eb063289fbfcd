using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Ingest;
using Gateway.Center.Ingest.Readings;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Center.Tests.Support;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Sites;

/// <summary>Two gateways of one site that each have a point of the same id: two sensors, never one.</summary>
public sealed class SamePointIdTests
{
    private const string History = "/api/v1/sites/s-01/points/a/history";

    [Fact]
    public async Task Each_shows_its_own_value_tier_and_counts_as_one_point()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var one = await TestEdge.StartAsync(broker, center.Time);
        await using var other = await TestEdge.StartAsync(broker, center.Time, edge: "edge-2");
        await ReadAsync(center, one, 1);
        await ReadAsync(center, other, 9);
        center.Services.GetRequiredService<LiveValues>().PutTier("s-01", "edge-2", "a", WarningTier.Red, DateTimeOffset.UnixEpoch);
        var officer = center.SignedInAs(CenterRole.DutyOfficer);

        var points = (await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites/s-01")).GetProperty("pointsList").EnumerateArray()
            .Select(point => (point.GetProperty("edge").GetString(), point.GetProperty("value").GetDouble(), point.GetProperty("tier").GetString()));
        points.ShouldBe([("edge-1", 1, "none"), ("edge-2", 9, "red")]);
        var card = (await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites")).EnumerateArray().ShouldHaveSingleItem();
        (card.GetProperty("points").GetInt32(), card.GetProperty("pointsGood").GetInt32()).ShouldBe((2, 2));
        center.Services.GetRequiredService<ILiveValues>().OfSite("s-01").Select(value => (value.EdgeId, value.PointId, value.Value)).Order()
            .ShouldBe([("edge-1", "a", 1.0), ("edge-2", "a", 9.0)]);
    }

    [Fact]
    public async Task A_history_must_name_the_gateway_while_both_have_the_point_and_shows_only_that_ones_values_and_holes()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var one = await TestEdge.StartAsync(broker, center.Time);
        await using var other = await TestEdge.StartAsync(broker, center.Time, edge: "edge-2");
        await ReadAsync(center, one, 1);
        await ReadAsync(center, other, 9);
        center.Time.Advance(TimeSpan.FromMinutes(1));
        other.Readings("a", 8);
        center.Time.Advance(TimeSpan.FromSeconds(3));
        await other.SendAsync(other.Readings("a", 7));
        await other.ReceiptAsync(receipt => receipt.Ahead.Count == 1);
        center.Time.Advance(TimeSpan.FromSeconds(1));
        var officer = center.SignedInAs(CenterRole.DutyOfficer);
        await TestHistory.WrittenAsync(center);

        using var unclear = await officer.GetAsync(History);
        unclear.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await unclear.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe("edge");
        foreach (var language in new[] { "zh", "en" })
        {
            problem.GetProperty("why").GetProperty(language).GetString()!.ShouldContain("edge-1, edge-2");
        }

        // A receipt may tell of a hole a beat before the database has it.
        await Eventually.TrueAsync(async () => (await ValuesAsync(officer, "?edge=edge-2")).Holes == 1);
        await IsAsync(officer, "edge-1", [1], 0);
        await IsAsync(officer, "edge-2", [9, 7], 1);
        (await officer.GetAsync($"{History}?edge=edge-3")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // A point that is gone is meant only when it is named.
        await other.TableAsync("h2", "b");
        await center.LedgerHasAsync("edge.table", 3);
        (await ValuesAsync(officer, "")).Edge.ShouldBe("edge-1");
        (await ValuesAsync(officer, "?edge=edge-2")).Edge.ShouldBe("edge-2");
    }

    private static async Task ReadAsync(CenterUnderTest center, TestEdge edge, double value)
    {
        await edge.SayAsync();
        await edge.TableAsync("h1", "a");
        await edge.SendAsync(edge.Readings("a", value));
        await edge.ReceiptAsync(receipt => receipt.Readings == 1);
        await Eventually.TrueAsync(async () => (await center.LedgerAsync("edge.table")).Exists(fact => fact.Subject.EndsWith(edge.Edge, StringComparison.Ordinal)));
    }

    private static async Task IsAsync(HttpClient officer, string edge, double[] values, int holes)
    {
        var found = await ValuesAsync(officer, $"?edge={edge}");
        (found.Edge, found.Holes).ShouldBe((edge, holes));
        found.Values.ShouldBe(values);
    }

    private static async Task<(string Edge, double[] Values, int Holes)> ValuesAsync(HttpClient officer, string query)
    {
        var history = await officer.GetFromJsonAsync<JsonElement>(History + query);
        return (
            history.GetProperty("edge").GetString()!, [.. history.GetProperty("samples").EnumerateArray().Select(sample => sample.GetProperty("mean").GetDouble())],
            history.GetProperty("gaps").EnumerateArray().Count(gap => gap.GetProperty("lane").GetString() == "readings"));
    }
}
