using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Center.Warnings.Hazards;
using Gateway.Center.Warnings.Incidents;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Warnings;

public sealed class AggregationTests
{
    [Theory]
    [InlineData(WarningTier.Blue, 3, WarningTier.Blue)]
    [InlineData(WarningTier.Blue, 4, WarningTier.Yellow)]
    [InlineData(WarningTier.Yellow, 2, WarningTier.Yellow)]
    [InlineData(WarningTier.Yellow, 3, WarningTier.Orange)]
    [InlineData(WarningTier.Orange, 1, WarningTier.Orange)]
    [InlineData(WarningTier.Orange, 2, WarningTier.Red)]
    public async Task Several_points_of_one_quantity_raise_their_incident_by_count(WarningTier tier, int points, WarningTier expected)
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        for (var i = 0; i < points; i++)
        {
            await board.PointAsync("s", $"p{i}", "z", "displacement");
            await board.TakeAsync("s", $"p{i}", tier);
        }

        var incident = await board.TheIncidentAsync("s");
        incident.Tier.ShouldBe(expected);
        incident.StandingTier.ShouldBe(tier);
        var raised = (await board.LedgerAsync(incident.Id)).Count(e => e.Kind == "incident.raised" && e.Body.Contains("按数量", StringComparison.Ordinal));
        raised.ShouldBe(expected > tier ? 1 : 0);
    }

    [Fact]
    public async Task Points_of_different_quantities_are_not_counted_together()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        for (var i = 0; i < 4; i++)
        {
            await board.PointAsync("s", $"p{i}", "z", $"q{i}");
            await board.TakeAsync("s", $"p{i}", WarningTier.Orange);
        }

        (await board.TheIncidentAsync("s")).Tier.ShouldBe(WarningTier.Orange);
    }

    [Theory]
    [InlineData("slope", WarningTier.Yellow, WarningTier.Orange)]
    [InlineData("slope", WarningTier.Red, WarningTier.Red)]
    [InlineData("gas", WarningTier.Yellow, WarningTier.Yellow)]
    public async Task A_natural_hazard_in_force_raises_what_it_concerns_by_one(string family, WarningTier tier, WarningTier expected)
    {
        await using var center = await CenterUnderTest.StartAsync(services: s => s.AddSingleton<INaturalHazards>(new Rain { InForce = true }));
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", tier, family: family);

        (await board.TheIncidentAsync("s")).Tier.ShouldBe(expected);
    }

    [Fact]
    public async Task A_natural_hazard_that_comes_later_raises_what_stands()
    {
        var rain = new Rain();
        await using var center = await CenterUnderTest.StartAsync(services: s => s.AddSingleton<INaturalHazards>(rain));
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Blue, family: "slope");
        rain.InForce = true;

        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(20));
            return (await board.TheIncidentAsync("s")).Tier == WarningTier.Yellow;
        });
    }

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(3, 0, true)]
    [InlineData(3, 31, false)]
    public async Task Several_grave_sites_of_one_town_within_the_window_give_a_hint(int sites, int minutesBetween, bool hinted)
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        for (var i = 0; i < sites; i++)
        {
            await board.SiteAsync($"s{i}");
            await board.TakeAsync($"s{i}", "a", WarningTier.Orange);
            center.Time.Jump(TimeSpan.FromMinutes(minutesBetween));
        }

        await board.SiteAsync("elsewhere", town: "town-2");
        await board.TakeAsync("elsewhere", "a", WarningTier.Orange);
        var hints = await center.Store.ReadAsync(db => db.Set<CountyHint>().ToListAsync(), Board.None);
        hints.Select(h => h.UnitPath).ShouldBe(hinted ? ["/county/town/"] : []);
        (await center.Store.ReadAsync(db => db.Set<LedgerEntry>().CountAsync(e => e.Kind == "county.hint"), Board.None)).ShouldBe(hinted ? 1 : 0);
    }

    private sealed class Rain : INaturalHazards
    {
        public bool InForce { get; set; }

        public Task<IReadOnlyList<NaturalHazard>> InForceAsync(CenterDb db, string unitPath, DateTimeOffset now) =>
            Task.FromResult<IReadOnlyList<NaturalHazard>>(InForce ? [new("n", "weather", WarningTier.Orange, new("暴雨橙色预警", "orange rainstorm"))] : []);
    }
}
