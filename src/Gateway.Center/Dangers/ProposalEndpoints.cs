using Gateway.Center.Access;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers;

/// <summary>A case the center proposes.</summary>
internal sealed record ProposalView(string Id, string Site, string? Incident, string? Point, LocalizedText Why, DateTimeOffset At);

/// <summary>Body of a decision: title, description and grade of the case, or the reason why there is none.</summary>
internal sealed record ProposalDecision(bool Accept, DangerGrade? Grade, string? Title, string? Description, string? Cause, string? Reason);

/// <summary>Proposals of cases and what people decide on them.</summary>
internal sealed class ProposalEndpoints(CenterStore store, DangerBook book, DangerEndpoints dangers)
{
    private const int Most = 500;

    public Task<List<ProposalView>> ListAsync(CurrentUser user, CancellationToken cancellation) => store.ReadAsync(
        async db => (await db.ProposalsOf(user).Where(proposal => proposal.DecidedAt == null).OrderByDescending(proposal => proposal.At).Take(Most).ToListAsync(cancellation))
            .ConvertAll(at => new ProposalView(at.Id, at.SiteId, at.IncidentId, at.PointId, new(at.WhyZh, at.WhyEn), at.At)),
        cancellation);

    public async Task<IResult> DecideAsync(CurrentUser user, string id, ProposalDecision decision, CancellationToken cancellation)
    {
        var errors = decision.Accept
            ? DangerChecks.Of(new DangerOpening("site", "incident", null, decision.Grade, null, decision.Title, decision.Description, decision.Cause))
            : DangerChecks.Of("cancel", new DangerStep(null, null, null, null, decision.Reason, null, null, null, null, null, null));
        if (errors.Count > 0)
        {
            return DangerAnswers.Invalid(errors);
        }

        var (found, opened) = await store.WriteAsync(work => DecideAsync(work, user, id, decision, cancellation), cancellation);
        return !found ? DangerAnswers.NotFound() : opened is null ? TypedResults.NoContent() : await dangers.OneAsync(user, opened, cancellation);
    }

    private async Task<(bool Found, string? Opened)> DecideAsync(CenterWork work, CurrentUser user, string id, ProposalDecision decision, CancellationToken cancellation)
    {
        var proposal = await work.Db.ProposalsOf(user).FirstOrDefaultAsync(proposal => proposal.Id == id && proposal.DecidedAt == null, cancellation);
        var site = proposal is null ? null : await work.Db.Set<Site>().FirstOrDefaultAsync(site => site.Id == proposal.SiteId, cancellation);
        if (proposal is null || site is null)
        {
            return (false, null);
        }

        (proposal.DecidedAt, proposal.DecidedBy) = (work.Now, user.Account);
        if (!decision.Accept)
        {
            proposal.Dismissal = decision.Reason;
            work.Record(new LedgerFact("danger.proposal-dismissed", id.Length <= 200 ? id : id[..200]) { Site = site.Id, UnitPath = site.UnitPath, Actor = user.Account }, new { decision.Reason });
            return (true, null);
        }

        var opening = new NewDanger(decision.Grade!.Value, DangerSource.Warning, decision.Title!, decision.Description!, decision.Cause, proposal.PointId, proposal.IncidentId, false);
        proposal.DangerId = (await book.OpenAsync(work, site, opening, user.Account, cancellation)).Id;
        return (true, proposal.DangerId);
    }
}
