using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Evidence.Csv;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Verification;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Evidence;

public sealed class LedgerApiTests
{
    [Fact]
    public async Task The_ledger_is_read_in_pages_from_the_newest_down_within_scope_and_without_the_audit_trail()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center);
        var inspector = center.SignedInAs(CenterRole.Inspector, "/county/town/site-a/");

        var seen = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await inspector.GetFromJsonAsync<JsonElement>("/api/v1/ledger?limit=2" + (after.Length > 0 ? "&after=" + after : ""));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()!));
            after = page.GetProperty("next").GetString();
        }

        seen.ShouldBe(["call.answered", "incident.opened", "warning.received"]);
        (await center.SignedInAs(CenterRole.DutyLeader).GetStringAsync("/api/v1/ledger?kind=session.")).ShouldContain("session.started");
        (await center.SignedInAs(CenterRole.Inspector).GetStringAsync("/api/v1/ledger?kind=session.")).ShouldNotContain("session.started");
        (await center.SignedInAs(CenterRole.Town).GetAsync("/api/v1/ledger")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await inspector.GetStringAsync("/api/v1/ledger.csv?kind=call.")).ShouldContain("值班员甲");
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_in_the_database_is_found_by_the_anchor()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center);
        var leader = center.SignedInAs(CenterRole.DutyLeader);
        (await leader.PostAsync("/api/v1/ledger/anchors", null)).EnsureSuccessStatusCode();
        (await leader.GetFromJsonAsync<JsonElement>("/api/v1/ledger/verify")).GetProperty("good").GetBoolean().ShouldBeTrue();

        await using (var db = center.Services.GetRequiredService<Gateway.Center.Data.CenterDbFactory>().Create())
        {
            var last = await db.Set<LedgerEntry>().MaxAsync(entry => entry.Sequence);
            await db.Set<LedgerEntry>().Where(entry => entry.Sequence >= last - 1).ExecuteDeleteAsync();
        }

        var fault = (await leader.GetFromJsonAsync<JsonElement>("/api/v1/ledger/verify")).GetProperty("fault");
        fault.GetProperty("kind").GetString().ShouldBe("cutShort");
    }

    [Fact]
    public async Task An_anchor_is_made_every_day_and_not_twice_for_the_same_head()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center);
        var (keeper, file) = (center.Services.GetRequiredService<AnchorKeeper>(), center.Services.GetRequiredService<AnchorFile>());
        await keeper.RunAsync(center.Time.GetUtcNow(), CancellationToken.None);
        await keeper.AnchorAsync(CancellationToken.None);
        var first = file.Read().Count;
        await Board.FactAsync(center, "call.ended", "call-1", "site-a", new { });
        await keeper.RunAsync(center.Time.GetUtcNow().AddDays(1), CancellationToken.None);

        first.ShouldBeInRange(1, 2);
        file.Read().Count.ShouldBe(first + 1);
    }

    [Fact]
    public async Task Files_for_spreadsheets_begin_with_a_mark_and_run_no_formula()
    {
        using var stream = new MemoryStream();
        await using (var csv = await CsvFile.StartAsync(stream, ["a", "b", "c"]))
        {
            await csv.RowAsync("=1+1", "a,\"b\"\r\nc", -5);
            await csv.RowAsync(" @cmd", double.NaN, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8)));
            await csv.RowAsync("－1", null, true);
        }

        var bytes = stream.ToArray();
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(bytes[3..]).ShouldBe("a,b,c\r\n'=1+1,\"a,\"\"b\"\"\r\nc\",-5\r\n' @cmd,,2026-03-02T00:00:00.000Z\r\n'－1,,true\r\n");
    }
}
