using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Center.Dangers.Watch;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Tests.Support;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Notifications.People;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Dangers;

/// <summary>LOP-08: the principal and the actual controller hear of a major danger, through the channels.</summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task A_major_danger_is_told_to_every_principal_once_and_a_general_one_and_a_drill_to_nobody()
    {
        var (sms, mail) = (new FakeChannel("sms"), new FakeChannel("email"));
        await using var center = await StartAsync(sms, mail);
        await PrincipalAsync(center, "a", phone: "00000000001", email: null);
        await PrincipalAsync(center, "b", phone: null, email: "b@example.invalid");
        await OpenAsync(center, "general");
        var id = await OpenAsync(center, "major");

        await PassAsync(center, () => Told(center, NoticeDuty.Told, id));
        await PassAsync(center, () => Task.FromResult(true), 5);

        sms.Sent.ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.Address.ShouldBe("00000000001"), m => m.Subject.ShouldContain(id), m => m.Text.ShouldContain("重大事故隐患"));
        mail.Sent.ShouldHaveSingleItem().Address.ShouldBe("b@example.invalid");
        var fact = (await FactsAsync(center, NoticeDuty.Told)).ShouldHaveSingleItem();
        fact.Body.ShouldNotContain("00000000001", Case.Insensitive, "no address stands in the ledger");
        using var body = JsonDocument.Parse(fact.Body);
        body.RootElement.GetProperty("reached").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task When_nobody_can_be_told_that_is_a_fact_and_it_is_tried_until_somebody_can()
    {
        var sms = new FakeChannel("sms").Always(FakeChannel.Busy);
        await using var center = await StartAsync(sms);
        await PrincipalAsync(center, "a", phone: "00000000001", email: null);
        var id = await OpenAsync(center, "major");

        await PassAsync(center, () => Told(center, NoticeDuty.NotTold, id));
        await PassAsync(center, () => Task.FromResult(sms.Sent.Count >= 2));
        sms.Always(FakeChannel.Taken);
        await PassAsync(center, () => Told(center, NoticeDuty.Told, id));

        (await FactsAsync(center, NoticeDuty.NotTold)).Count.ShouldBe(1);
        sms.Sent.Select(message => message.Id).Distinct().Count().ShouldBe(1, "each attempt bears the same id");
    }

    private static Task<CenterUnderTest> StartAsync(params FakeChannel[] channels) => CenterUnderTest.StartAsync(
        options => options with { Drills = options.Drills with { Proof = false } },
        services =>
        {
            foreach (var channel in channels)
            {
                services.AddSingleton<IPersonChannel>(channel);
            }
        });

    private static Task PrincipalAsync(CenterUnderTest center, string id, string? phone, string? email) => center.Store.WriteAsync(
        async work =>
        {
            foreach (var (unit, parent, level, path) in new[] { ("town-a", "county", "town", "/county/town-a/"), ("plant-a", "town-a", "enterprise", DangerScene.Path) })
            {
                if (await work.Db.FindAsync<OrgUnit>(unit) is null)
                {
                    work.Db.Add(new OrgUnit { Id = unit, ParentId = parent, Level = level, Path = path, NameZh = unit, NameEn = unit });
                }
            }

            if (await work.Db.FindAsync<Site>("site-a") is null)
            {
                work.Db.Add(new Site { Id = "site-a", UnitId = "plant-a", UnitPath = DangerScene.Path, NameZh = "甲厂", NameEn = "plant A", IsPlaced = true });
            }

            work.Db.Add(new Person { Id = id, Name = $"负责人{id}", UnitId = "plant-a", UnitPath = DangerScene.Path, Phone = phone, Email = email });
            work.Db.Add(new RoleHolder { PersonId = id, UnitId = "plant-a", Role = "principal", Order = 1 });
        },
        CancellationToken.None);

    private static async Task<string> OpenAsync(CenterUnderTest center, string grade)
    {
        var answer = await center.SignedInAs(Gateway.Center.Access.CenterRole.Department, "/county/", person: "p").PostAsJsonAsync(
            "/api/v1/dangers", new { site = "site-a", grade, source = "inspection", title = "通道堵塞", description = "安全通道堆放物料" });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    private static async Task<bool> Told(CenterUnderTest center, string kind, string id) => (await FactsAsync(center, kind)).Exists(fact => fact.Subject == id);

    private static Task<List<LedgerEntry>> FactsAsync(CenterUnderTest center, string kind) =>
        center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(entry => entry.Kind == kind).ToListAsync(), CancellationToken.None);

    /// <summary>Minutes go by, at least so many, until it is so.</summary>
    private static async Task PassAsync(CenterUnderTest center, Func<Task<bool>> done, int least = 1)
    {
        var minutes = 0;
        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromMinutes(1));
            return ++minutes >= least && await done();
        });
    }
}
