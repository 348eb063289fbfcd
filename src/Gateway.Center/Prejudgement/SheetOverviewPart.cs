using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Center.Prejudgement.Sheets;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Prejudgement;

/// <summary>Sheets not signed in time, on the first page; each is asked for until the next of its kind is there.</summary>
internal sealed class SheetOverviewPart : IOverviewPart
{
    private const int Most = 50;

    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var scope = user.ScopePath;
        var late = await db.Set<Sheet>().Where(sheet => sheet.State == SheetState.Overdue && sheet.To > now && sheet.UnitPath.StartsWith(scope))
            .OrderBy(sheet => sheet.DueAt).Take(Most).ToListAsync(cancellation);
        draft.Hand.AddRange(late.Select(sheet => new HandItem(
            "prejudgement", sheet.Id, WarningTier.Blue, new($"{sheet.NameZh}：预判未签", $"{sheet.NameEn}: prejudgement not signed"), sheet.SiteId, sheet.MadeAt, sheet.DueAt)));
    }
}
