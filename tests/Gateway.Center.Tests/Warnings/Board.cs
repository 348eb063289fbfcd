using System.Text.Json;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Warnings;

/// <summary>Sites and warnings for tests: <c>county / town-N / enterprise / site</c>.</summary>
internal sealed class Board(CenterUnderTest center)
{
    public const string Edge = "edge-1";
    private int _number;

    public static CancellationToken None => CancellationToken.None;

    public CenterUnderTest Center { get; } = center;

    public Task SiteAsync(string id, string town = "town", string? industry = null, DateTimeOffset? connected = null) => Center.Store.WriteAsync(
        async work =>
        {
            await UnitAsync(work.Db, "county", null, "county", "/county/");
            await UnitAsync(work.Db, town, "county", "town", $"/county/{town}/");
            work.Db.Add(new Site
            {
                Id = id, UnitId = town, UnitPath = $"/county/{town}/e-{id}/", NameZh = $"场所 {id}", NameEn = $"site {id}", Industry = industry, IsPlaced = true, ConnectedSince = connected,
            });
        },
        None);

    public Task PointAsync(string site, string point, string zone = "", string quantity = "", string family = "gas") => Center.Store.WriteAsync(
        work =>
        {
            work.Db.Add(new SitePoint
            {
                SiteId = site, EdgeId = Edge, PointId = point, NameZh = point, NameEn = point, Zone = zone, Quantity = quantity, Family = family, FirstSeen = work.Now,
            });
            return Task.CompletedTask;
        },
        None);

    /// <summary>A warning as a gateway sends it; decided now.</summary>
    public WarningMessage Message(string site, string point, WarningTier to, WarningTier from = WarningTier.None, string family = "gas", string? id = null) => new()
    {
        Id = id ?? $"{point}@{Interlocked.Increment(ref _number)}/{to}", Site = site, Point = point, PointName = new($"测点 {point}", $"point {point}"), Device = "d", Area = "a",
        Family = family, Unit = "%LEL", Tier = Word(to), FromTier = Word(from), TierName = WarningMessageFactory.TierName(to), Raise = to >= from, Alarm = $"{point}.high",
        Kind = "highLimit", Value = 51, Limit = 50, Quality = "good", Reason = new("超过上限", "above the limit"),
        Rule = new WarningRule("r", "1", "GB 0", null, UnreviewedDefault: true), EventTime = Center.Time.GetUtcNow(), ReceivedTime = Center.Time.GetUtcNow(), DecidedTime = Center.Time.GetUtcNow(),
    };

    public Task<Warning?> TakeAsync(WarningMessage message, WarningOrigin? origin = null) => Center.Store.WriteAsync(
        async work => await Center.Services.GetRequiredService<IWarningIntake>().TakeAsync(work, (await work.Db.FindAsync<Site>(message.Site))!, Edge, message, origin ?? new WarningOrigin()),
        None);

    public Task<Warning?> TakeAsync(string site, string point, WarningTier to, WarningTier from = WarningTier.None, string family = "gas", WarningOrigin? origin = null) =>
        TakeAsync(Message(site, point, to, from, family), origin);

    public Task<List<Incident>> IncidentsAsync(string site) =>
        Center.Store.ReadAsync(db => db.Set<Incident>().Where(i => i.SiteId == site).OrderBy(i => i.OpenedAt).ThenBy(i => i.Id).ToListAsync(), None);

    public async Task<Incident> TheIncidentAsync(string site) => (await IncidentsAsync(site)).ShouldHaveSingleItem();

    public Task<List<LedgerEntry>> LedgerAsync(string subject) =>
        Center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(e => e.Subject == subject).OrderBy(e => e.Sequence).ToListAsync(), None);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task UnitAsync(DbContext db, string id, string? parent, string level, string path)
    {
        if (await db.FindAsync<OrgUnit>(id) is null)
        {
            db.Add(new OrgUnit { Id = id, ParentId = parent, Level = level, Path = path, NameZh = id, NameEn = id });
        }
    }

    private static string Word(WarningTier tier) => tier.ToString().ToLowerInvariant();
}

/// <summary>Writes down what observers are told.</summary>
internal sealed class RecordingObserver : IIncidentObserver
{
    public List<(string Incident, IncidentChange Change, WarningTier Tier)> Told { get; } = [];

    public Task ChangedAsync(Gateway.Center.Data.CenterWork work, Incident incident, IncidentChange change)
    {
        Told.Add((incident.Id, change, incident.Tier));
        return Task.CompletedTask;
    }
}
