using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Exchange.Natural;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Evidence;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Exchange;

public sealed class NaturalWarningTests
{
    [Fact]
    public async Task A_warning_that_was_entered_is_in_force_below_its_unit_until_its_time_is_over_and_the_ledger_says_so_once()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var reply = await center.SignedInAs(CenterRole.DutyOfficer).PostAsJsonAsync("/api/v1/natural-warnings", Draft(center, "/county/town/"));
        reply.StatusCode.ShouldBe(HttpStatusCode.Created, await reply.Content.ReadAsStringAsync());

        (await InForceAsync(center, "/county/town/site-a/")).ShouldBe(1);
        (await InForceAsync(center, "/county/other/")).ShouldBe(0);
        (await InForceAsync(center, "/county/")).ShouldBe(0);
        center.Time.Advance(TimeSpan.FromHours(7));
        (await InForceAsync(center, "/county/town/site-a/")).ShouldBe(0);
        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromMinutes(1));
            return (await KindsAsync(center)).SequenceEqual(["natural.entered", "natural.ended"]);
        });
        center.Time.Advance(TimeSpan.FromHours(1));
        (await KindsAsync(center)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Everything_wrong_with_an_entry_is_told_at_once()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var reply = await center.SignedInAs(CenterRole.Town, "/county/town/")
            .PostAsJsonAsync("/api/v1/natural-warnings", new { kind = "rain", tier = "purple", unitPath = "/county/other/", headline = new { zh = "" } });

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString());
        errors.ShouldBe(["kind", "tier", "headline.zh", "area", "issuedBy", "unitPath"]);
    }

    [Fact]
    public async Task It_can_be_ended_before_its_time_once_and_only_by_those_who_may()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var officer = center.SignedInAs(CenterRole.DutyOfficer);
        var made = await (await officer.PostAsJsonAsync("/api/v1/natural-warnings", Draft(center, "/county/town/"))).Content.ReadFromJsonAsync<JsonElement>();
        var path = $"/api/v1/natural-warnings/{made.GetProperty("id").GetString()}/end";

        (await center.SignedInAs(CenterRole.Inspector).PutAsync(path, null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await center.SignedInAs(CenterRole.Town, "/county/other/").PutAsync(path, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await officer.PutAsync(path, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.PutAsync(path, null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task It_is_relayed_to_each_site_of_its_area_as_something_to_do()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center);
        await center.SignedInAs(CenterRole.DutyOfficer).PostAsJsonAsync("/api/v1/natural-warnings", Draft(center, "/county/town/"));
        var part = center.Services.GetServices<Gateway.Center.Overview.IOverviewPart>().OfType<NaturalWarningPart>().Single();

        async Task<IReadOnlyList<string?>> Seen(string scope)
        {
            var draft = new Gateway.Center.Overview.OverviewDraft();
            await center.Store.ReadAsync(async db => { await part.AddAsync(db, draft, new CurrentUser("a", null, CenterRole.Town, scope, null), center.Time.GetUtcNow(), default); return 0; }, default);
            return [.. draft.Hand.Select(item => item.Site)];
        }

        (await Seen("/")).ShouldBe(["site-a", "site-b"]);
        (await Seen("/county/town/site-b/")).ShouldBe(["site-b"]);
        (await Seen("/county/other/")).ShouldBeEmpty();
    }

    internal static object Draft(CenterUnderTest center, string unit, string? id = null) => new
    {
        id, kind = "weather", tier = "orange", headline = new { zh = "暴雨橙色预警", en = "rainstorm, orange" }, area = "全镇", unitPath = unit, issuedBy = "气象台",
        from = center.Time.GetUtcNow(), until = center.Time.GetUtcNow().AddHours(6),
    };

    private static Task<int> InForceAsync(CenterUnderTest center, string unit) =>
        center.Store.ReadAsync(async db => (await new NaturalWarningBook().InForceAsync(db, unit, center.Time.GetUtcNow())).Count, CancellationToken.None);

    private static Task<List<string>> KindsAsync(CenterUnderTest center) =>
        center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(e => e.Kind.StartsWith("natural.")).OrderBy(e => e.Sequence).Select(e => e.Kind).ToListAsync(), CancellationToken.None);
}
