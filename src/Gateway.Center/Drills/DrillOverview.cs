using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Center.Warnings.Api;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Drills;

/// <summary>The drill that runs, and a chain that did not answer at its last proof.</summary>
internal sealed class DrillOverview : IOverviewPart
{
    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var sites = Sight.Sites(db, user);
        var running = await db.Set<Drill>().Where(drill => drill.EndedAt == null && sites.Any(site => site.Id == drill.SiteId))
            .OrderByDescending(drill => drill.StartedAt).FirstOrDefaultAsync(cancellation);
        draft.Drill = running is null ? null : new DrillNow(running.Id, DrillMark.Of(new(running.Title, running.Title), isDrill: true), running.StartedAt);

        var last = await db.Set<ProofRun>().Where(proof => proof.State != ProofState.Running && sites.Any(site => site.Id == proof.SiteId))
            .OrderByDescending(proof => proof.DueAt).FirstOrDefaultAsync(cancellation);
        if (last is { State: ProofState.Failed })
        {
            draft.Hand.Add(new HandItem(
                "channel", last.Id, WarningTier.Orange, new("每周全链路验证无人应答，请检查呼叫渠道", "nobody answered the weekly proof of the chain: check the channels"), null, last.StartedAt, null));
        }
    }
}
