using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Warnings.Hazards;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Incidents;

/// <summary>
/// What happens to incidents by the clock: those cleared and untouched are released where the options let the center do so, backlogged ones that stand
/// still come alive, and a natural-hazard warning that came into force raises what it concerns.
/// </summary>
internal sealed class IncidentDuty(CenterStore store, CenterOptions options, IncidentBook book, IncidentProgress progress, INaturalHazards hazards, ILogger<IncidentDuty> logger) : ICenterDuty
{
    private static readonly LocalizedText s_stillStands = new("积压预警至今未解除，按现行预警处理", "a backlogged warning has not ended: handled as a live one");
    private static readonly LocalizedText s_judgedAgain = new("重新研判", "judged again");

    public string Name => "incidents";

    public TimeSpan Period => TimeSpan.FromSeconds(20);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var (id, work) in await DueAsync(now, cancellation))
        {
            await store.WriteAsync(change => DoAsync(change, id, work), cancellation);
        }
    }

    private Task<List<(string Id, Work Work)>> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var cleared = now.AddMinutes(-options.Warnings.ReleaseAfterMin);
        var late = now.AddSeconds(-options.Warnings.HistoricalGraceS);
        WarningTier[] releasable = [.. new[] { WarningTier.Blue, WarningTier.Yellow }.Where(IsReleasable)];
        return store.ReadAsync<List<(string Id, Work Work)>>(
            async db =>
            {
                var incidents = db.Set<Incident>();
                var release = await incidents.Where(i => i.State == IncidentState.Cleared && i.ClearedAt <= cleared && i.TouchedAt == null && releasable.Contains(i.Tier))
                    .Select(i => i.Id).ToListAsync(cancellation);
                var alive = await incidents.Where(i => i.State == IncidentState.Open && i.IsHistorical && i.LastWarningAt <= late).Select(i => i.Id).ToListAsync(cancellation);
                return [.. release.Select(id => (id, Work.Release)), .. alive.Select(id => (id, Work.ComeAlive)), .. await ToJudgeAsync(db, now, cancellation)];
            },
            cancellation);
    }

    private async Task<List<(string Id, Work Work)>> ToJudgeAsync(CenterDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var families = options.Warnings.HazardFamilies.ToArray();
        var open = await db.Set<Incident>().Where(i => i.State == IncidentState.Open && !i.IsHistorical && families.Contains(i.Family)).ToListAsync(cancellation);
        var due = new List<(string, Work)>();
        foreach (var incident in open.Where(i => i.Tier <= i.StandingTier && i.Tier < WarningTier.Red))
        {
            if ((await hazards.InForceAsync(db, incident.UnitPath, now)).Count > 0)
            {
                due.Add((incident.Id, Work.Judge));
            }
        }

        return due;
    }

    // Somebody may have been faster: everything is looked at again inside the change.
    private async Task DoAsync(CenterWork work, string id, Work todo)
    {
        if (await work.Db.FindAsync<Incident>(id) is not { } incident)
        {
            return;
        }

        if (todo == Work.Release && MayRelease(incident))
        {
            var minutes = options.Warnings.ReleaseAfterMin;
            await book.ReleaseAsync(work, incident, new($"解除 {minutes} 分钟无人处置，中心自动解除", $"cleared for {minutes} min without anybody's act: released by the center"), actor: null);
            logger.LogReleased(id);
        }
        else if (todo == Work.ComeAlive && incident is { State: IncidentState.Open, IsHistorical: true })
        {
            await book.ComeAliveAsync(work, incident, s_stillStands);
            logger.LogCameAlive(id);
        }
        else if (todo == Work.Judge && incident.State == IncidentState.Open)
        {
            await progress.CarryOnAsync(work, incident, isNew: false, s_judgedAgain);
        }
    }

    private bool MayRelease(Incident incident) =>
        incident is { State: IncidentState.Cleared, TouchedAt: null, AccidentAt: null }
        && IsReleasable(incident.Tier);

    private bool IsReleasable(WarningTier tier) => tier switch
    {
        WarningTier.Blue => options.Warnings.ReleasesBlue,
        WarningTier.Yellow => options.Warnings.ReleasesYellow,
        _ => false,
    };

    private enum Work
    {
        Release,
        ComeAlive,
        Judge,
    }
}

internal static partial class IncidentLog
{
    [LoggerMessage(8300, LogLevel.Information, "Incident {Incident} was cleared, touched by nobody, and is released by the center.")]
    public static partial void LogReleased(this ILogger logger, string incident);

    [LoggerMessage(8301, LogLevel.Warning, "Incident {Incident} came late but stands still; people are called from now on.")]
    public static partial void LogCameAlive(this ILogger logger, string incident);
}
