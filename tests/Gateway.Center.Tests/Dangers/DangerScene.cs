using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Dangers;

/// <summary>A center with two sites, and people of every role for them.</summary>
internal sealed class DangerScene : IAsyncDisposable
{
    public const string Path = "/county/town-a/plant-a/";

    private DangerScene(CenterUnderTest center) => Center = center;

    public CenterUnderTest Center { get; }

    public HttpClient Enterprise => Center.SignedInAs(CenterRole.Enterprise, Path, person: "p-enterprise");

    public HttpClient Department => Center.SignedInAs(CenterRole.Department, "/county/", person: "p-department");

    public HttpClient Expert => Center.SignedInAs(CenterRole.Expert, "/county/", person: "p-expert");

    public HttpClient Leader => Center.SignedInAs(CenterRole.DutyLeader, "/", person: "p-leader");

    public static async Task<DangerScene> StartAsync()
    {
        var center = await CenterUnderTest.StartAsync();
        await center.Store.WriteAsync(
            work =>
            {
                work.Db.Add(new Site { Id = "site-a", UnitId = "plant-a", UnitPath = Path, NameZh = "甲厂", NameEn = "plant A", Industry = "dust", IsPlaced = true });
                work.Db.Add(new Site { Id = "site-b", UnitId = "plant-b", UnitPath = "/county/town-b/plant-b/", NameZh = "乙厂", NameEn = "plant B", Industry = "gas", IsPlaced = true });
                return Task.CompletedTask;
            },
            CancellationToken.None);
        return new DangerScene(center);
    }

    public Task AddIncidentAsync(string id, WarningTier tier, bool drill = false, IncidentState state = IncidentState.Open) => Center.Store.WriteAsync(
        work =>
        {
            work.Db.Add(new Incident
            {
                Id = id, SiteId = "site-a", UnitPath = Path, Zone = "", Family = "dust", Tier = tier, StandingTier = tier, TitleZh = "粉尘", TitleEn = "dust", OpenedAt = work.Now, State = state,
                ReleasedAt = state == IncidentState.Released ? work.Now : null, IsDrill = drill,
            });
            return Task.CompletedTask;
        },
        CancellationToken.None);

    public async Task<string> OpenAsync(HttpClient client, string grade = "general", string? point = null, string? cause = null, string site = "site-a")
    {
        var answer = await client.PostAsJsonAsync("/api/v1/dangers", new { site, grade, source = "inspection", title = "=cmd 通道堵塞", description = "安全通道堆放物料", point, cause });
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
    }

    public static Task<HttpResponseMessage> PlanAsync(HttpClient client, string id, int days = 5) => client.PutAsJsonAsync(
        $"/api/v1/dangers/{id}/plan", new { responsible = "负责人乙", measures = "清理", funds = "2000 元", timeLimit = $"2026-03-{2 + days:00}", plan = "应急预案", takesTime = true, interimMeasures = "专人看守", cause = "management" });

    public static Task<HttpResponseMessage> StepAsync(HttpClient client, string id, string step, object? body = null) =>
        client.PostAsJsonAsync($"/api/v1/dangers/{id}/{step}", body ?? new { });

    public static async Task<string> OkAsync(Task<HttpResponseMessage> request)
    {
        var answer = await request;
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonDocument.Parse(body).RootElement.GetProperty("state").GetString()!;
    }

    public Task<List<LedgerEntry>> FactsAsync(string kind) => Center.Store.ReadAsync(
        db => db.Set<LedgerEntry>().Where(entry => entry.Kind == kind).OrderBy(entry => entry.Sequence).ToListAsync(), CancellationToken.None);

    public ValueTask DisposeAsync() => Center.DisposeAsync();
}
