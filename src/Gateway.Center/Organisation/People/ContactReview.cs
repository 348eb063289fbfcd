using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Organisation.People;

/// <summary>Contacts are looked through each year; those that were not stand among what needs a hand, for who may change them.</summary>
internal sealed class ContactReview : IOverviewPart
{
    /// <summary>Whoever was looked at before is due.</summary>
    public static DateTimeOffset DueBefore(DateTimeOffset now) => now.AddYears(-1);

    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!user.May(CenterAct.ManagePeople))
        {
            return;
        }

        var before = DueBefore(now);
        var due = await db.Set<Person>()
            .Where(person => person.IsActive && person.UnitPath.StartsWith(user.ScopePath) && (person.ReviewedAt == null || person.ReviewedAt <= before))
            .Select(person => person.ReviewedAt).ToListAsync(cancellation);
        if (due.Count > 0)
        {
            var title = new LocalizedText($"{due.Count} 位联系人超过一年未核对", $"{due.Count} contacts not reviewed for a year");
            draft.Hand.Add(new HandItem("roster", "contacts", WarningTier.None, title, null, due.Min()?.AddYears(1) ?? now, null));
        }
    }
}
