using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Warnings;

public sealed class IncidentPropertyTests
{
    private sealed record Change(int Point, WarningTier Tier, bool Twice);

    private static readonly Arbitrary<List<Change>> s_histories = Gen.Choose(0, 2)
        .SelectMany(point => Gen.Choose(0, 4), (point, tier) => (point, tier))
        .SelectMany(_ => Gen.Elements(true, false), (pair, twice) => new Change(pair.point, (WarningTier)pair.tier, twice))
        .ListOf().Where(list => list.Count is > 0 and <= 12).ToArbitrary();

    [Fact]
    public async Task The_tier_never_falls_while_an_incident_is_open_and_duplicates_change_nothing()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        var run = 0;
        Prop.ForAll(s_histories, history => HoldsAsync(board, $"s{++run}", history).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    private static async Task<bool> HoldsAsync(Board board, string site, List<Change> history)
    {
        await board.SiteAsync(site);
        await board.SiteAsync($"{site}-once");
        var tiers = new WarningTier[3];
        var highest = new Dictionary<string, WarningTier>();
        foreach (var change in history)
        {
            var from = tiers[change.Point];
            tiers[change.Point] = change.Tier;
            var message = board.Message(site, $"p{change.Point}", change.Tier, from);
            await board.TakeAsync(message);
            await board.TakeAsync(message with { Site = $"{site}-once" });
            if (change.Twice)
            {
                await board.TakeAsync(message);
            }

            var incidents = await board.IncidentsAsync(site);
            if (incidents.Any(i => i.Tier < highest.GetValueOrDefault(i.Id) || i.Tier < i.StandingTier) || Standing(incidents) != tiers.Max())
            {
                return false;
            }

            incidents.ForEach(i => highest[i.Id] = i.Tier);
        }

        return Shape(await board.IncidentsAsync(site)) == Shape(await board.IncidentsAsync($"{site}-once"));
    }

    private static WarningTier Standing(List<Incident> incidents) => incidents.Select(i => i.StandingTier).DefaultIfEmpty().Max();

    private static string Shape(List<Incident> incidents) => string.Join(';', incidents.Select(i => $"{i.State} {i.Tier} {i.StandingTier} {i.WarningCount}"));
}
