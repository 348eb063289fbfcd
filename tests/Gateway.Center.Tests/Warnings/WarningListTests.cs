using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Data;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Center.Tests.Warnings;

public sealed class WarningListTests
{
    [Fact]
    public async Task Pages_hold_every_warning_once_newest_first()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        for (var i = 0; i < 25; i++)
        {
            await board.TakeAsync("s", $"p{i}", WarningTier.Blue);
            center.Time.Advance(TimeSpan.FromSeconds(i % 3 == 0 ? 1 : 0));
        }

        var client = center.SignedInAs(CenterRole.DutyOfficer);
        var (seen, after) = (new List<string>(), "");
        do
        {
            var page = await Board.JsonAsync(await client.GetAsync($"/api/v1/warnings?limit=7{after}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("point").GetString()!));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={Uri.EscapeDataString(next)}" : "";
        }
        while (after.Length > 0);

        seen.ShouldBeUnique();
        seen.Count.ShouldBe(25);
        seen[0].ShouldBe("p24");
    }

    [Theory]
    [InlineData("tier=red", "r")]
    [InlineData("tier=red,yellow", "r,y")]
    [InlineData("site=other", "o")]
    [InlineData("text=point r", "r")]
    [InlineData("state=cleared", "c")]
    [InlineData("text=p%25t", "")]
    public async Task Filters_leave_only_what_was_asked_for(string filter, string expected)
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.SiteAsync("other");
        await board.TakeAsync("s", "r", WarningTier.Red, family: "f1");
        await board.TakeAsync("s", "y", WarningTier.Yellow, family: "f1");
        await board.TakeAsync("other", "o", WarningTier.Blue);
        await board.TakeAsync("s", "c", WarningTier.Blue, family: "f2");
        await board.TakeAsync("s", "c", WarningTier.None, WarningTier.Blue, family: "f2");

        var items = (await Board.JsonAsync(await center.SignedInAs(CenterRole.Inspector).GetAsync($"/api/v1/warnings?{filter}"))).GetProperty("items").EnumerateArray();

        items.Select(item => item.GetProperty("point").GetString()).Distinct().Order().ShouldBe(expected.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_table_for_spreadsheets_runs_no_formula()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync(board.Message("s", "a", WarningTier.Red) with { Reason = new("=1+1", "=1+1") });

        var bytes = await center.SignedInAs(CenterRole.Inspector).GetByteArrayAsync("/api/v1/warnings.csv");

        bytes.Take(3).ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes).TrimEnd().Split('\n');
        lines.Length.ShouldBe(2);
        lines[1].ShouldNotContain(",=1+1");
    }

    [Fact]
    public async Task A_second_center_over_the_same_database_goes_on_where_the_first_was_ended()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        var first = board.Message("s", "a", WarningTier.Yellow);
        await board.TakeAsync(first);
        await board.TakeAsync("s", "b", WarningTier.None, WarningTier.Yellow);

        await using var again = new CenterHost(center.Options, center.Time, builder => builder.Logging.ClearProviders());
        await again.StartAsync(Board.None);
        var intake = again.Services.GetRequiredService<IWarningIntake>();
        await again.Services.GetRequiredService<CenterStore>().WriteAsync(
            async work =>
            {
                var site = (await work.Db.FindAsync<Gateway.Center.Sites.Site>("s"))!;
                (await intake.TakeAsync(work, site, Board.Edge, first, new())).ShouldBeNull();
                await intake.TakeAsync(work, site, Board.Edge, board.Message("s", "a", WarningTier.Red, WarningTier.Yellow), new());
                await intake.TakeAsync(work, site, Board.Edge, board.Message("s", "z", WarningTier.Blue, family: "dust"), new());
            },
            Board.None);

        (await board.IncidentsAsync("s")).Select(i => (i.Id, i.Tier)).ShouldBe([("20260302-0001", WarningTier.Red), ("20260302-0002", WarningTier.Blue)]);
    }
}
