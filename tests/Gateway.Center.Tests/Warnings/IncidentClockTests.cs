using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Warnings;

public sealed class IncidentClockTests
{
    [Theory]
    [InlineData(WarningTier.Blue, true)]
    [InlineData(WarningTier.Yellow, false)]
    [InlineData(WarningTier.Orange, false)]
    [InlineData(WarningTier.Red, false)]
    public async Task The_center_releases_only_blue_that_nobody_touched(WarningTier tier, bool released)
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.SiteAsync("marker");
        await board.TakeAsync("s", "a", tier);
        await board.TakeAsync("s", "a", WarningTier.None, tier);
        await board.TakeAsync("marker", "a", WarningTier.Blue);
        await board.TakeAsync("marker", "a", WarningTier.None, WarningTier.Blue);

        center.Time.Advance(TimeSpan.FromMinutes(29));
        (await board.TheIncidentAsync("s")).State.ShouldBe(IncidentState.Cleared);
        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(20));
            return (await board.TheIncidentAsync("marker")).State == IncidentState.Released;
        });

        // One more run: what is to be released with the marker is released by now.
        center.Time.Advance(TimeSpan.FromSeconds(40));
        await Eventually.TrueAsync(async () => (await board.TheIncidentAsync("s")).State == (released ? IncidentState.Released : IncidentState.Cleared));
    }

    [Fact]
    public async Task A_backlogged_warning_that_ended_calls_nobody()
    {
        var observer = new RecordingObserver();
        await using var center = await CenterUnderTest.StartAsync(services: s => s.AddSingleton<IIncidentObserver>(observer));
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Red, origin: new WarningOrigin(IsHistorical: true));
        await board.TakeAsync("s", "a", WarningTier.None, WarningTier.Red, origin: new WarningOrigin(IsHistorical: true));
        center.Time.Advance(TimeSpan.FromMinutes(5));

        var incident = await board.TheIncidentAsync("s");
        (incident.State, incident.IsHistorical, incident.Tier).ShouldBe((IncidentState.Cleared, true, WarningTier.Red));
        observer.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backlogged_warning_that_stands_still_calls_people_after_the_grace()
    {
        var observer = new RecordingObserver();
        await using var center = await CenterUnderTest.StartAsync(services: s => s.AddSingleton<IIncidentObserver>(observer));
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Red, origin: new WarningOrigin(IsHistorical: true));
        observer.Told.ShouldBeEmpty();

        await Eventually.TrueAsync(() =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(20));
            return observer.Told.Count > 0;
        });

        observer.Told.ShouldHaveSingleItem().Change.ShouldBe(IncidentChange.Opened);
        // Observers are told inside the change; what they were told of stands after its commit.
        await Eventually.TrueAsync(async () => !(await board.TheIncidentAsync("s")).IsHistorical);
    }

    [Fact]
    public async Task A_live_warning_brings_a_backlogged_incident_alive_at_once()
    {
        var observer = new RecordingObserver();
        await using var center = await CenterUnderTest.StartAsync(services: s => s.AddSingleton<IIncidentObserver>(observer));
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Yellow, origin: new WarningOrigin(IsHistorical: true));
        await board.TakeAsync("s", "a", WarningTier.Red, WarningTier.Yellow);

        (await board.TheIncidentAsync("s")).Tier.ShouldBe(WarningTier.Red);
        observer.Told.Select(t => t.Change).ShouldBe([IncidentChange.Opened, IncidentChange.Raised]);
    }

    [Fact]
    public async Task A_live_incident_is_not_raised_by_what_is_long_over()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Yellow);
        await board.TakeAsync("s", "b", WarningTier.Red, origin: new WarningOrigin(IsHistorical: true));

        (await board.IncidentsAsync("s")).Select(i => (i.IsHistorical, i.Tier)).ShouldBe([(false, WarningTier.Yellow), (true, WarningTier.Red)], ignoreOrder: true);
    }
}
