using System.Globalization;
using Gateway.Center.Configuration;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers.Watch;

/// <summary>Proposes a case where a grave warning was released without one, or a point is disturbed again and again. Drills and proofs are left out.</summary>
internal sealed class ProposalDuty(CenterStore store, CenterOptions options) : ICenterDuty
{
    public const string DutyName = "danger-proposals";
    private static readonly TimeSpan s_lookBack = TimeSpan.FromDays(30);

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var found = await store.ReadAsync(async db => (await ReleasedAsync(db, now, cancellation)).Concat(await DisturbedAsync(db, now, cancellation)).ToList(), cancellation);
        if (found.Count == 0)
        {
            return;
        }

        await store.WriteAsync(
            async work =>
            {
                foreach (var proposal in found)
                {
                    await ProposeAsync(work, proposal);
                }
            },
            cancellation);
    }

    private static async Task<List<DangerProposal>> ReleasedAsync(CenterDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - s_lookBack;
        var released = await db.Set<Incident>()
            .Where(incident => incident.State == IncidentState.Released && incident.Tier >= WarningTier.Orange && !incident.IsDrill && !incident.IsProof && incident.ReleasedAt >= since
                && !db.Set<HiddenDanger>().Any(danger => danger.IncidentId == incident.Id)
                && !db.Set<DangerProposal>().Any(proposal => proposal.IncidentId == incident.Id))
            .OrderBy(incident => incident.Id).Take(100).ToListAsync(cancellation);
        return released.ConvertAll(incident => new DangerProposal
        {
            Id = $"incident.{incident.Id}", SiteId = incident.SiteId, UnitPath = incident.UnitPath, IncidentId = incident.Id, At = now,
            WhyZh = $"事件 {incident.Id}（{incident.TitleZh}）已解除预警，尚未登记隐患", WhyEn = $"incident {incident.Id} ({incident.TitleEn}) was released without a hidden danger",
        });
    }

    private async Task<List<DangerProposal>> DisturbedAsync(CenterDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - options.Dangers.DisturbedWithin;
        var most = options.Dangers.MostDisturbances;
        var disturbed = await db.Set<Warning>().Where(warning => warning.IsRaise && !warning.IsDrill && warning.EventTime >= since && warning.PointId != "")
            .GroupBy(warning => new { warning.SiteId, warning.UnitPath, warning.PointId }).Select(group => new { group.Key.SiteId, group.Key.UnitPath, group.Key.PointId, Times = group.Count() })
            .Where(point => point.Times > most).OrderByDescending(point => point.Times).Take(200).ToListAsync(cancellation);
        var recent = await db.Set<DangerProposal>().Where(proposal => proposal.PointId != null && proposal.At >= since)
            .Select(proposal => new { proposal.SiteId, proposal.PointId }).ToListAsync(cancellation);
        var open = await DangerQueries.Open(db).Where(danger => danger.PointId != null).Select(danger => new { danger.SiteId, danger.PointId }).ToListAsync(cancellation);
        var known = recent.Concat(open).Select(point => (point.SiteId, point.PointId)).ToHashSet();
        var day = now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return [.. disturbed.Where(point => !known.Contains((point.SiteId, point.PointId))).Select(point => new DangerProposal
        {
            Id = $"point.{point.SiteId}.{point.PointId}.{day}", SiteId = point.SiteId, UnitPath = point.UnitPath, PointId = point.PointId, At = now,
            WhyZh = $"测点 {point.PointId} 在 {options.Dangers.DisturbedWithin.TotalDays:0} 天内升级 {point.Times} 次",
            WhyEn = $"point {point.PointId} rose {point.Times} times within {options.Dangers.DisturbedWithin.TotalDays:0} days",
        })];
    }

    private static async Task ProposeAsync(CenterWork work, DangerProposal proposal)
    {
        if (await work.Db.Set<DangerProposal>().FindAsync(proposal.Id) is not null)
        {
            return;
        }

        work.Db.Add(proposal);
        work.Record(new LedgerFact("danger.proposed", Subject(proposal.Id)) { Site = proposal.SiteId, UnitPath = proposal.UnitPath }, new
        {
            proposal.IncidentId, proposal.PointId, why = new { zh = proposal.WhyZh, en = proposal.WhyEn },
        });
    }

    private static string Subject(string id) => id.Length <= 200 ? id : id[..200];
}
