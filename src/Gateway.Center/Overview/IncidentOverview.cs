using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Warnings;
using Gateway.Center.Warnings.Api;
using Gateway.Center.Warnings.Incidents;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Overview;

/// <summary>Incidents on the first page: counted by tier, those nobody acknowledged, those that wait for release, hints over several sites. Drills are in no figure.</summary>
internal sealed class IncidentOverview : IOverviewPart
{
    private const int MostItems = 300;
    private static readonly TimeSpan s_hintsFor = TimeSpan.FromHours(12);

    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var inSight = Sight.Incidents(db, user).Where(incident => incident.State != IncidentState.Released);
        var real = inSight.Where(incident => !incident.IsDrill && !incident.IsHistorical);
        var byTier = await real.GroupBy(incident => incident.Tier).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        draft.Counters["incidents"] = new[] { WarningTier.Blue, WarningTier.Yellow, WarningTier.Orange, WarningTier.Red }
            .ToDictionary(Words.Of, tier => byTier.Find(group => group.Key == tier)?.Count ?? 0);
        draft.Counters["unacknowledged"] = await real.CountAsync(incident => incident.AcknowledgedAt == null, cancellation);
        var sites = Sight.Sites(db, user);
        draft.Counters["shelved"] = await db.Set<SiteAlarm>()
            .CountAsync(alarm => alarm.State == AlarmState.Shelved && sites.Any(site => site.Id == alarm.SiteId), cancellation);

        var hand = await inSight.Where(incident => !incident.IsHistorical && (incident.AcknowledgedAt == null || incident.State == IncidentState.Cleared))
            .OrderByDescending(incident => incident.Tier).ThenBy(incident => incident.OpenedAt).Take(MostItems).ToListAsync(cancellation);
        draft.Hand.AddRange(hand.Select(incident =>
            new HandItem("incident", incident.Id, incident.Tier, Title(incident), incident.SiteId, incident.ClearedAt ?? incident.RaisedAt, null)));
        await AddHintsAsync(db, draft, user, now, cancellation);
    }

    private static LocalizedText Title(Incident incident) => incident.State == IncidentState.Cleared
        ? new($"待解除：{incident.TitleZh}", $"to be released: {incident.TitleEn}")
        : new($"待确认：{incident.TitleZh}", $"to be acknowledged: {incident.TitleEn}");

    private static async Task AddHintsAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - s_hintsFor;
        var hints = await db.Set<CountyHint>().Where(hint => hint.LastAt >= since).ToListAsync(cancellation);
        foreach (var hint in hints.Where(hint => user.Industry is null && user.Sees(hint.UnitPath)))
        {
            var ids = JsonSerializer.Deserialize<string[]>(hint.Incidents)!;
            if (await db.Set<Incident>().AnyAsync(incident => ids.Contains(incident.Id) && incident.State == IncidentState.Open, cancellation))
            {
                var title = new LocalizedText($"{hint.UnitPath} 内 {ids.Length} 起橙色以上预警", $"{ids.Length} incidents at orange or above within {hint.UnitPath}");
                draft.Hand.Add(new HandItem("incident", ids[0], hint.Tier, DrillMark.Of(title, hint.IsDrill), null, hint.At, null));
            }
        }
    }
}
