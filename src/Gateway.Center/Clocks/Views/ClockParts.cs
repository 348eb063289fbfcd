using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Clocks.Views;

/// <summary>The clocks on the page of an incident.</summary>
internal sealed class ClockIncidentPart(CenterOptions options) : IIncidentPart
{
    public string Field => "clocks";

    public async Task<object> OfAsync(CenterDb db, Incident incident, CurrentUser user, CancellationToken cancellation)
    {
        var clocks = await db.ClocksOf(user).Where(clock => clock.IncidentId == incident.Id).OrderBy(clock => clock.DueAt).ToListAsync(cancellation);
        return await ClockViews.OfAsync(db, clocks, options.Clocks, user, cancellation);
    }
}

/// <summary>Running and overdue clocks on the first page. A drill is on the hand list, marked, and in no figure.</summary>
internal sealed class ClockOverviewPart : IOverviewPart
{
    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = await db.ClocksOf(user)
            .Where(clock => clock.State == ClockState.Running || clock.State == ClockState.Warned || clock.State == ClockState.Overdue)
            .OrderBy(clock => clock.DueAt).ToListAsync(cancellation);
        draft.Counters["clocksRunning"] = open.Count(clock => !clock.IsDrill);
        draft.Counters["clocksOverdue"] = open.Count(clock => !clock.IsDrill && clock.State == ClockState.Overdue);
        draft.Hand.AddRange(open.Select(Item));
    }

    private static HandItem Item(ReportClock clock)
    {
        var tier = clock.State switch { ClockState.Overdue => WarningTier.Red, ClockState.Warned => WarningTier.Orange, _ => WarningTier.Yellow };
        var (zh, en) = clock.State switch
        {
            ClockState.Overdue => ("逾期未报", "overdue"),
            ClockState.Warned => ("即将到时", "due soon"),
            _ => ("计时中", "running"),
        };
        var mark = clock.IsDrill ? new LocalizedText("【演练】", "[Drill] ") : new("", "");
        return new HandItem("clock", clock.Id, tier, new($"{mark.Zh}{clock.NameZh}：{zh}", $"{mark.En}{clock.NameEn}: {en}"), clock.SiteId, clock.StartedAt, clock.DueAt);
    }
}
