using Gateway.Center.Access;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers.Views;

/// <summary>The hidden dangers of an incident on its page.</summary>
internal sealed class DangerIncidentPart(TimeProvider time) : IIncidentPart
{
    public string Field => "dangers";

    public async Task<object> OfAsync(CenterDb db, Incident incident, CurrentUser user, CancellationToken cancellation)
    {
        var dangers = await db.DangersOf(user).Where(danger => danger.IncidentId == incident.Id).OrderBy(danger => danger.FoundAt).ToListAsync(cancellation);
        return await DangerViews.RowsAsync(db, dangers, time.GetUtcNow(), cancellation);
    }
}

/// <summary>What is overdue, to be looked at again, or proposed, on the first page. Drills are left out: nobody is to rectify them.</summary>
internal sealed class DangerOverviewPart : IOverviewPart
{
    private const int Most = 100;

    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = db.DangersOf(user).Where(danger => !danger.IsDrill && danger.State != DangerState.Closed && danger.State != DangerState.Cancelled);
        draft.Counters["dangersOverdue"] = await open.CountAsync(danger => danger.DueAt < now || danger.ListingDueAt < now, cancellation);
        var rows = await open.Where(danger => danger.DueAt < now || danger.ListingDueAt < now || danger.ReviewAt < now)
            .OrderByDescending(danger => danger.Grade).ThenBy(danger => danger.DueAt).Take(Most).ToListAsync(cancellation);
        draft.Hand.AddRange(rows.Select(danger => ItemOf(danger, danger.Case(), now)));
        var proposals = await db.ProposalsOf(user).Where(proposal => proposal.DecidedAt == null).OrderByDescending(proposal => proposal.At).Take(Most).ToListAsync(cancellation);
        draft.Hand.AddRange(proposals.Select(proposal => new HandItem(
            "danger", proposal.Id, WarningTier.Blue, new($"建议登记隐患：{proposal.WhyZh}", $"Hidden danger proposed: {proposal.WhyEn}"), proposal.SiteId, proposal.At, null)));
    }

    private static HandItem ItemOf(HiddenDanger danger, DangerCase at, DateTimeOffset now)
    {
        var overdue = at.IsOverdue(now);
        var tier = !overdue ? WarningTier.Blue : at.Grade == DangerGrade.Major ? WarningTier.Orange : WarningTier.Yellow;
        var (zh, en) = !overdue ? ("应复评", "to be looked at again") : danger.ProposedEscalation > at.Escalation ? ("逾期，建议督促升级", "overdue, escalation proposed") : ("逾期", "overdue");
        return new HandItem("danger", danger.Id, tier, new LocalizedText($"隐患 {at.Title}：{zh}", $"Hidden danger {at.Title}: {en}"), danger.SiteId, at.FoundAt, overdue ? at.DueAt ?? danger.ListingDueAt : at.ReviewAt);
    }
}
