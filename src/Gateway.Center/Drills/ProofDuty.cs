using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Contracts.V1;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Drills;

/// <summary>
/// Proves the whole chain each week: a synthetic sample becomes an incident, people are called, somebody answers, the center releases it and writes the
/// result down. No answer in time is a failure of the channels that stays on the first page until a proof succeeds.
/// </summary>
internal sealed class ProofDuty(CenterStore store, CenterOptions options, ProofSchedule schedule, SyntheticIncidents incidents, ILogger<ProofDuty> logger) : ICenterDuty
{
    private const string Family = "proof";

    public string Name => "proof";

    public TimeSpan Period => TimeSpan.FromSeconds(30);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (options.Drills.Proof)
        {
            await BeginAsync(now, cancellation);
        }

        var running = await store.ReadAsync(db => db.Set<ProofRun>().Where(proof => proof.State == ProofState.Running).ToListAsync(cancellation), cancellation);
        foreach (var proof in running)
        {
            await LookAsync(proof, now, cancellation);
        }
    }

    private async Task BeginAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var due = schedule.LastDue(now);
        var id = schedule.IdOf(due);
        if (now - due > TimeSpan.FromHours(options.Drills.ProofLateHours)
            || await store.ReadAsync(db => SiteAsync(db, due, id, cancellation), cancellation) is not { } siteId)
        {
            return;
        }

        await store.WriteAsync(
            async work =>
            {
                if (await work.Db.FindAsync<ProofRun>(id) is null && await work.Db.FindAsync<Site>(siteId) is { } site)
                {
                    await BeginAsync(work, site, id, due);
                }
            },
            cancellation);
    }

    // A county that had nothing connected when the proof was due has no chain to prove.
    private async Task<string?> SiteAsync(CenterDb db, DateTimeOffset due, string id, CancellationToken cancellation) =>
        await db.Set<ProofRun>().AnyAsync(proof => proof.Id == id, cancellation)
            ? null
            : await db.Set<Site>().Where(site => options.Drills.ProofSite == null ? site.ConnectedSince <= due : site.Id == options.Drills.ProofSite)
                .OrderBy(site => site.Id).Select(site => site.Id).FirstOrDefaultAsync(cancellation);

    private async Task BeginAsync(CenterWork work, Site site, string id, DateTimeOffset due)
    {
        var text = new WarningText("每周全链路验证：合成样本，请应答", "weekly proof of the whole chain: a synthetic sample, please answer");
        var incident = await incidents.BeginAsync(work, site, PointOf(id), Family, options.Drills.ProofTier, text, isProof: true);
        var proof = new ProofRun
        {
            Id = id, DueAt = due, StartedAt = work.Now, SiteId = site.Id, UnitPath = site.UnitPath, IncidentId = incident, State = ProofState.Running,
        };
        work.Db.Add(proof);
        work.Record(Fact("proof.started", proof), new { incident, due });
    }

    private async Task LookAsync(ProofRun proof, DateTimeOffset now, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(db => ChainResult.OfAsync(db, proof.IncidentId, proof.StartedAt), cancellation);
        var isLate = now - proof.StartedAt >= TimeSpan.FromMinutes(options.Drills.ProofMinutes);
        if (result.Answered == 0 && !isLate)
        {
            return;
        }

        var state = result.Answered > 0 ? ProofState.Answered : ProofState.Failed;
        await store.WriteAsync(work => EndAsync(work, proof.Id, state, result), cancellation);
        if (state == ProofState.Failed)
        {
            logger.LogProofFailed(proof.Id, options.Drills.ProofMinutes);
        }
    }

    private async Task EndAsync(CenterWork work, string id, ProofState state, ChainResult result)
    {
        if (await work.Db.FindAsync<ProofRun>(id) is not { State: ProofState.Running } proof)
        {
            return;
        }

        (proof.State, proof.EndedAt, proof.Result) = (state, work.Now, result.ToJson());
        await incidents.EndAsync(work, proof.IncidentId, PointOf(id), Family, new("验证结束", "the proof has ended"), actor: null, isProof: true);
        work.Record(Fact(state == ProofState.Answered ? "proof.answered" : "proof.failed", proof), new { incident = proof.IncidentId, result });
    }

    private static LedgerFact Fact(string kind, ProofRun proof) => new(kind, proof.Id) { Site = proof.SiteId, UnitPath = proof.UnitPath, IsDrill = true };

    private static string PointOf(string id) => $"proof.{id}";
}

internal static partial class ProofLog
{
    [LoggerMessage(8320, LogLevel.Error, "The weekly proof {Proof} of the whole chain was answered by nobody within {Minutes} min.")]
    public static partial void LogProofFailed(this ILogger logger, string proof, int minutes);
}
