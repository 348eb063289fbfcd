using System.Text.RegularExpressions;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Warnings.Api;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Drills;

/// <summary>Starts and ends drills.</summary>
internal sealed partial class DrillActs(CenterStore store, SyntheticIncidents incidents)
{
    private const int LongestTitle = 100;

    public async Task<(Drill? Drill, Refusal? Refusal)> StartAsync(CurrentUser user, string? scenario, string? siteId, string? title, CancellationToken cancellation)
    {
        var form = new FormCheck();
        var name = form.Text("title", title, LongestTitle);
        var match = ScenarioShape().Match(scenario ?? "");
        if (!match.Success)
        {
            form.Add("scenario", scenario, new("类别-等级，例如 gas-red、slope-orange、power-yellow", "family-tier, for example gas-red, slope-orange, power-yellow"));
        }

        if (form.Refusal is { } wrong)
        {
            return (null, wrong);
        }

        return await store.WriteAsync(work => StartAsync(work, user, match, siteId ?? "", name), cancellation);
    }

    public Task<Refusal?> EndAsync(CurrentUser user, string id, CancellationToken cancellation) => store.WriteAsync<Refusal?>(
        async work =>
        {
            if (await work.Db.FindAsync<Drill>(id) is not { } drill || await Sight.SiteAsync(work.Db, user, drill.SiteId) is null)
            {
                return Refusal.NotFound;
            }

            if (drill.EndedAt is not null)
            {
                return Refusal.Conflict("drillEnded", "演练已结束", "the drill has ended already");
            }

            await incidents.EndAsync(work, drill.Id, PointOf(drill.SiteId), FamilyOf(drill.Scenario), new("演练结束", "the drill has ended"), user.Account, isProof: false);
            await work.Db.SaveChangesAsync(CancellationToken.None);
            var result = await ChainResult.OfAsync(work.Db, drill.Id, drill.StartedAt);
            (drill.EndedAt, drill.Result) = (work.Now, result.ToJson());
            work.Record(Fact("drill.ended", drill, user), new { incident = drill.Id, result });
            return null;
        },
        cancellation);

    private async Task<(Drill? Drill, Refusal? Refusal)> StartAsync(CenterWork work, CurrentUser user, Match scenario, string siteId, string title)
    {
        if (await Sight.SiteAsync(work.Db, user, siteId) is not { } site)
        {
            return (null, Refusal.NotFound);
        }

        if (await work.Db.Set<Drill>().AnyAsync(drill => drill.SiteId == siteId && drill.EndedAt == null))
        {
            return (null, Refusal.Conflict("drillRunning", "该场所已有演练进行中", "a drill is running at this site already"));
        }

        var (family, tier) = (scenario.Groups["family"].Value, Words.Tier(scenario.Groups["tier"].Value));
        var incident = await incidents.BeginAsync(work, site, PointOf(siteId), family, tier, new(title, title), isProof: false);
        var drill = new Drill { Id = incident, SiteId = siteId, UnitPath = site.UnitPath, Title = title, Scenario = scenario.Value, StartedAt = work.Now, By = user.Account };
        work.Db.Add(drill);
        work.Record(Fact("drill.started", drill, user), new { incident, tier, scenario = drill.Scenario, text = title });
        return (drill, null);
    }

    private static LedgerFact Fact(string kind, Drill drill, CurrentUser user) =>
        new(kind, drill.Id) { Site = drill.SiteId, UnitPath = drill.UnitPath, Actor = user.Account, IsDrill = true };

    private static string PointOf(string siteId) => $"drill.{siteId}";

    private static string FamilyOf(string scenario) => scenario[..scenario.LastIndexOf('-')];

    [GeneratedRegex("^(?<family>[a-z][a-z0-9-]{0,31})-(?<tier>blue|yellow|orange|red)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScenarioShape();
}
