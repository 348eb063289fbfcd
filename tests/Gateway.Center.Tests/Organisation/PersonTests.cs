using System.Net;
using System.Net.Http.Json;
using Gateway.Center.Access;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Center.Overview;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Organisation;

public sealed class PersonTests
{
    [Fact]
    public async Task A_person_has_roles_and_contacts_and_the_ledger_keeps_no_number()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.DutyLeader);
        var made = await client.PostAsJsonAsync("/api/v1/people", new
        {
            name = "值班员甲", unitId = "east", phone = "00000000001", email = "duty@example.invalid",
            roles = new[] { new { unitId = "east", role = "town-duty", order = 2 } },
        });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var id = (await made.JsonAsync())["id"]!.GetValue<string>();
        var changed = await client.PutAsJsonAsync($"/api/v1/people/{id}", new { name = "值班员甲", unitId = "east", phone = "00000000002", active = false });
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);

        var listed = (await (await client.GetAsync(new Uri("/api/v1/people?unit=east", UriKind.Relative))).JsonAsync()).AsArray().Single()!;
        listed["phone"]!.GetValue<string>().ShouldBe("00000000002");
        listed["active"]!.GetValue<bool>().ShouldBeFalse();
        listed["roles"]!.AsArray().ShouldBeEmpty();
        var facts = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(entry => entry.Subject == id).OrderBy(entry => entry.Sequence).ToListAsync(), default);
        facts.Select(entry => entry.Kind).ShouldBe(["person.created", "person.changed"]);
        facts[1].Body.ShouldContain("phone");
        facts.ShouldAllBe(entry => !entry.Body.Contains("0000000000") && !entry.Body.Contains("example.invalid"));
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once_and_roles_outside_the_scope_are_wrong()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.DutyLeader, "/county/west/");

        var answer = await client.PostAsJsonAsync("/api/v1/people", new
        {
            name = "", unitId = "east", phone = "12", email = "no mail", chat = "",
            roles = new object[] { new { unitId = "county", role = "county-duty" }, new { unitId = "west", role = "emperor", order = 0 } },
        });

        (await answer.WrongFieldsAsync()).ShouldBe(["name", "phone", "email", "chat", "unitId", "roles[0].unitId", "roles[1].role", "roles[1].order"]);
    }

    [Fact]
    public async Task A_person_outside_the_scope_is_not_there_and_roles_held_elsewhere_are_kept()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        await center.Store.WriteAsync(work => work.Db.AddAsync(new RoleHolder { PersonId = "p1", UnitId = "county", Role = "government-duty" }).AsTask(), default);
        var outside = center.SignedInAs(CenterRole.DutyLeader, "/county/west/");
        var inside = center.SignedInAs(CenterRole.DutyLeader, "/county/east/");
        var words = new { name = "负责人乙", unitId = "mill", roles = new[] { new { unitId = "mill", role = "safety-director" } } };

        (await outside.PutAsJsonAsync("/api/v1/people/p1", words)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await outside.PostAsJsonAsync("/api/v1/people/p1/reviewed", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await center.SignedInAs(CenterRole.Town, "/county/east/").PutAsJsonAsync("/api/v1/people/p1", words)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await inside.PutAsJsonAsync("/api/v1/people/p1", words)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var held = await center.Store.ReadAsync(db => db.Set<RoleHolder>().OrderBy(holder => holder.Role).Select(holder => holder.Role).ToListAsync(), default);
        held.ShouldBe(["government-duty", "safety-director"]);
    }

    [Fact]
    public async Task Contacts_nobody_looked_at_for_a_year_need_a_hand_until_somebody_does()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var leader = new CurrentUser("leader", null, CenterRole.DutyLeader, "/", null);
        (await HandAsync(center, leader)).ShouldBeEmpty();

        center.Time.Jump(TimeSpan.FromDays(365));

        (await HandAsync(center, leader)).Single().Title.En.ShouldBe("1 contacts not reviewed for a year");
        (await HandAsync(center, leader with { ScopePath = "/county/west/" })).ShouldBeEmpty();
        (await HandAsync(center, leader with { Role = CenterRole.Inspector })).ShouldBeEmpty();
        var client = center.SignedInAs(CenterRole.DutyLeader);
        (await (await client.GetAsync(new Uri("/api/v1/people?due=true", UriKind.Relative))).JsonAsync()).AsArray().Count.ShouldBe(1);
        (await client.PostAsJsonAsync("/api/v1/people/p1/reviewed", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await HandAsync(center, leader)).ShouldBeEmpty();
    }

    private static Task<List<HandItem>> HandAsync(CenterUnderTest center, CurrentUser user) => center.Store.ReadAsync(
        async db =>
        {
            var draft = new OverviewDraft();
            var part = center.Services.GetServices<IOverviewPart>().Single(known => known.GetType().Name == "ContactReview");
            await part.AddAsync(db, draft, user, center.Time.GetUtcNow(), default);
            return draft.Hand;
        },
        default);
}
