using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Center.Overview;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Roster;

/// <summary>Who is on duty at the county, and holes of the next day.</summary>
internal sealed class RosterOverviewPart(CenterOptions options) : IOverviewPart
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromHours(24);

    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var (county, until) = (options.County.Id, now + s_ahead);
        var shifts = await db.Set<Shift>().Where(shift => shift.UnitId == county && shift.To > now && shift.From < until).OrderBy(shift => shift.From).ToListAsync(cancellation);
        var running = shifts.FindAll(shift => shift.Covers(now));
        var ids = running.SelectMany(shift => shift.OfficerIds().Concat(shift.LeaderId is { } leader ? [leader] : [])).ToList();
        var names = await db.Set<Person>().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        var officers = running.SelectMany(shift => shift.OfficerIds()).Distinct(StringComparer.Ordinal).Where(names.ContainsKey).Select(id => names[id]).ToList();
        var leads = running.Select(shift => shift.LeaderId).FirstOrDefault(id => id is not null);
        draft.Duty = new DutyNow(officers, leads is not null ? names.GetValueOrDefault(leads) : null, running.Count > 0 ? running.Min(shift => shift.To) : null, officers.Count > 0);
        if (user.Role is CenterRole.DutyOfficer or CenterRole.DutyLeader or CenterRole.Administrator)
        {
            draft.Hand.AddRange(RosterCheck.Holes(shifts, now, until).Select(hole => Hand(county, hole, now)));
        }
    }

    private static HandItem Hand(string county, RosterHole hole, DateTimeOffset now) => new(
        "roster", $"{county}/{hole.From.UtcTicks}", hole.From <= now ? WarningTier.Orange : WarningTier.Blue,
        hole.From <= now ? new LocalizedText("当前县级值班表无人值班", "nobody is on duty by the county's roster now") : new LocalizedText("24 小时内县级值班表有空档", "the county's roster has a hole within 24 h"),
        null, hole.From, hole.From);
}
