using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Tests.Evidence;

/// <summary>Two sites, a red incident at the first, and samples with a hole.</summary>
internal static class Board
{
    public const string Incident = "20260302-0001";

    public static Task SetUpAsync(CenterUnderTest center, bool isDrill = false) => center.Store.WriteAsync(
        work =>
        {
            foreach (var id in new[] { "site-a", "site-b" })
            {
                work.Db.Add(new Site { Id = id, UnitId = id, UnitPath = $"/county/town/{id}/", NameZh = "测试厂", NameEn = "test works", Longitude = 118.5, Latitude = 36.2, Scenarios = "[\"gas\"]" });
            }

            work.Db.Add(new SitePoint { SiteId = "site-a", EdgeId = "edge", PointId = "ch4", NameZh = "甲烷", NameEn = "methane", Unit = "%LEL", Body = "{\"limits\":[]}", FirstSeen = work.Now });
            work.Db.Add(new EdgeBox { SiteId = "site-a", EdgeId = "edge", State = Gateway.Center.Sites.LinkState.Online });
            work.Db.Add(
                new Incident
                {
                    Id = Incident, SiteId = "site-a", UnitPath = "/county/town/site-a/", Zone = "", Family = "gas", Tier = WarningTier.Red, StandingTier = WarningTier.Red, TitleZh = "甲烷过高",
                    TitleEn = "methane too high", OpenedAt = work.Now, RaisedAt = work.Now, IsDrill = isDrill,
                });
            work.Db.Add(
                new Warning
                {
                    Key = "site-a/edge/w1", SiteId = "site-a", EdgeId = "edge", UnitPath = "/county/town/site-a/", PointId = "ch4", AlarmId = "a", Tier = WarningTier.Red, FromTier = WarningTier.None,
                    IsRaise = true, EventTime = work.Now, DecidedTime = work.Now, ReceivedTime = work.Now, Body = "{\"id\":\"w1\",\"rule\":{\"id\":\"gas-fixed\",\"version\":\"1\"}}", IsHistorical = false,
                    IsDrill = isDrill, IncidentId = Incident,
                });
            Fact(work, "warning.received", "site-a/edge/w1", "site-a", new { tier = "red" });
            Fact(work, "incident.opened", Incident, "site-a", new { tier = "orange" });
            Fact(work, "call.answered", "call-1", "site-a", new { person = "值班员甲" });
            Fact(work, "call.answered", "call-2", "site-b", new { person = "负责人乙" });
            work.Record(new LedgerFact("session.started", "s") { Actor = "officer" }, new { secret = "not for others" });
            return Task.CompletedTask;
        },
        CancellationToken.None);

    public static Task FactAsync(CenterUnderTest center, string kind, string subject, string site, object body) => center.Store.WriteAsync(
        work =>
        {
            Fact(work, kind, subject, site, body);
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private static void Fact(CenterWork work, string kind, string subject, string site, object body) =>
        work.Record(new LedgerFact(kind, subject) { Site = site, UnitPath = $"/county/town/{site}/", Actor = "officer" }, body);
}

/// <summary>One sample a second for two minutes, half a minute missing in the middle.</summary>
internal sealed class HistoryWithHole(DateTimeOffset start) : IHistoryStore
{
    public string Name => "test";

    public ValueTask<IReadOnlyList<HistorySample>> QueryAsync(
        string pointId, DateTimeOffset from, DateTimeOffset to, HistoryResolution resolution, int limit, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<HistorySample>>(
        [
            .. Enumerable.Range(0, 120).Where(second => second is < 45 or >= 75)
                .Select(second => new HistorySample(start.AddSeconds(second).UtcTicks, 1.5, 1.5, 1.5, 1, Quality.Good))
                .Where(sample => sample.Time >= from.UtcTicks && sample.Time < to.UtcTicks).Take(limit),
        ]);
}
