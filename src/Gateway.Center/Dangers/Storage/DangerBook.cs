using System.Globalization;
using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers.Storage;

/// <summary>Opens and changes hidden dangers, each change with its fact.</summary>
internal sealed class DangerBook(CenterOptions options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    public async Task<HiddenDanger> OpenAsync(CenterWork work, Site site, NewDanger opening, string account, CancellationToken cancellation)
    {
        var found = new DangerCase
        {
            Grade = opening.Grade, Source = opening.Source, Title = opening.Title, Description = opening.Description, Cause = opening.Cause, FoundAt = work.Now,
            FoundBy = account, ReviewAt = work.Now + ReviewEvery(opening.Grade),
        };
        var repeats = await RepeatsAsync(work, site.Id, opening, cancellation);
        var danger = new HiddenDanger
        {
            Id = await NextIdAsync(work, opening.IsDrill, cancellation), SiteId = site.Id, UnitPath = site.UnitPath, PointId = opening.Point, IncidentId = opening.Incident,
            IsDrill = opening.IsDrill, FoundAt = work.Now, Source = opening.Source, Repeats = JsonSerializer.Serialize(repeats, CenterJson.Options),
        }.Put(found);
        work.Db.Add(danger);
        work.Record(FactOf(danger, "danger.found", account), new
        {
            found.Grade, found.Source, found.Title, found.Description, found.Cause, danger.PointId, danger.IncidentId, repeats,
        });
        return danger;
    }

    /// <returns>Null when it was done; else why not.</returns>
    public static LocalizedText? Change(CenterWork work, HiddenDanger danger, DangerCommand command, DangerActor actor)
    {
        var before = danger.Case();
        var outcome = DangerMachine.Apply(before, command, actor);
        if (outcome.Refusal is not null)
        {
            return outcome.Refusal;
        }

        danger.Put(outcome.Case);
        work.Record(FactOf(danger, KindOf(command, outcome.Case), actor.Account), new
        {
            command = (object)command, from = before.State, to = outcome.Case.State, danger.Version, outcome.Case.Escalation, danger.IncidentId,
        });
        foreach (var reached in new[] { DangerState.Confirmed, DangerState.Closed }.Where(state => before.State < state && outcome.Case.State >= state && outcome.Case.State <= DangerState.Closed))
        {
            work.Record(FactOf(danger, reached == DangerState.Confirmed ? "danger.confirmed" : "danger.closed", actor.Account), new { danger.Version, danger.IncidentId });
        }

        return null;
    }

    public TimeSpan ReviewEvery(DangerGrade grade) => grade == DangerGrade.Major ? options.Dangers.ReviewMajorEvery : options.Dangers.ReviewGeneralEvery;

    public static LedgerFact FactOf(HiddenDanger danger, string kind, string? actor) =>
        new(kind, danger.Id) { Site = danger.SiteId, UnitPath = danger.UnitPath, Actor = actor, IsDrill = danger.IsDrill };

    private static string KindOf(DangerCommand command, DangerCase after) => command switch
    {
        SetPlan => "danger.planned",
        Start => "danger.started",
        Submit => "danger.submitted",
        Sign => "danger.signed",
        Return => "danger.returned",
        List => "danger.listed",
        Delist => "danger.delisted",
        Escalate => "danger.escalated",
        Report => "danger.reported",
        Cancel => after.State == DangerState.Cancelled ? "danger.cancelled" : "danger.cancel-asked",
        KeepOpen => "danger.cancel-refused",
        Upgrade => "danger.upgraded",
        _ => "danger.reviewed",
    };

    private async Task<List<string>> RepeatsAsync(CenterWork work, string site, NewDanger opening, CancellationToken cancellation)
    {
        var since = work.Now - options.Dangers.RepeatWithin;
        var (point, cause) = (opening.Point, opening.Cause);
        return await work.Db.Set<HiddenDanger>()
            .Where(danger => danger.SiteId == site && danger.FoundAt >= since && danger.IsDrill == opening.IsDrill && danger.State != DangerState.Cancelled
                && ((point != null && danger.PointId == point) || (cause != null && danger.Cause == cause)))
            .OrderByDescending(danger => danger.FoundAt).Select(danger => danger.Id).Take(20).ToListAsync(cancellation);
    }

    private async Task<string> NextIdAsync(CenterWork work, bool drill, CancellationToken cancellation)
    {
        var day = TimeZoneInfo.ConvertTime(work.Now, _zone).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var prefix = $"{(drill ? "DH" : "H")}{day}-";
        var taken = await work.Db.Set<HiddenDanger>().CountAsync(danger => danger.Id.StartsWith(prefix), cancellation);
        return $"{prefix}{(taken + 1).ToString("0000", CultureInfo.InvariantCulture)}";
    }
}

/// <summary>What a case is opened with.</summary>
internal sealed record NewDanger(
    DangerGrade Grade, DangerSource Source, string Title, string Description, string? Cause, string? Point, string? Incident, bool IsDrill);
