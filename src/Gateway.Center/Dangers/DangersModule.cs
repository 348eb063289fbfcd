using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Dangers.Views;
using Gateway.Center.Dangers.Watch;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Gateway.Center.Overview;

namespace Gateway.Center.Dangers;

/// <inheritdoc/>
internal sealed class DangersModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, DangerLedgerWords>();
        services.AddSingleton<DangerBook>();
        services.AddSingleton<DangerEndpoints>();
        services.AddSingleton<DangerLists>();
        services.AddSingleton<ProposalEndpoints>();
        services.AddSingleton<ICenterDuty, DangerDuty>();
        services.AddSingleton<ICenterDuty, ProposalDuty>();
        services.AddSingleton<ICenterDuty, NoticeDuty>();
        services.AddSingleton<IIncidentPart, DangerIncidentPart>();
        services.AddSingleton<IOverviewPart, DangerOverviewPart>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        api.MapGet("/dangers.csv", async (DangerLists lists, HttpContext context, [AsParameters] DangerFilter filter, CancellationToken cancellation) =>
            TypedResults.File(await lists.CsvAsync(context.User(), filter, cancellation), "text/csv; charset=utf-8", "dangers.csv")).Needs(CenterAct.See);
        var dangers = api.MapGroup("/dangers");
        dangers.MapGet("", (DangerLists lists, HttpContext context, [AsParameters] DangerFilter filter, CancellationToken cancellation) =>
            lists.PageAsync(context.User(), filter, cancellation)).Needs(CenterAct.See);
        dangers.MapGet("/statistics", (DangerLists lists, HttpContext context, CancellationToken cancellation) =>
            lists.StatisticsAsync(context.User(), cancellation)).Needs(CenterAct.See);
        dangers.MapGet("/causes", () => DangerCauses.All).Needs(CenterAct.See);
        dangers.MapGet("/proposals", (ProposalEndpoints at, HttpContext context, CancellationToken cancellation) =>
            at.ListAsync(context.User(), cancellation)).Needs(CenterAct.See);
        dangers.MapPost("/proposals/{id}", (ProposalEndpoints at, HttpContext context, string id, ProposalDecision decision, CancellationToken cancellation) =>
            at.DecideAsync(context.User(), id, decision, cancellation)).Needs(CenterAct.RecordDanger);
        dangers.MapGet("/{id}", (DangerEndpoints at, HttpContext context, string id, CancellationToken cancellation) =>
            at.OneAsync(context.User(), id, cancellation)).Needs(CenterAct.See);
        dangers.MapPost("", (DangerEndpoints at, HttpContext context, DangerOpening opening, CancellationToken cancellation) =>
            at.OpenAsync(context.User(), opening, cancellation)).Needs(CenterAct.RecordDanger);

        // Which right a step takes depends on the step; the handler checks it.
        dangers.MapPut("/{id}/plan", (DangerEndpoints at, HttpContext context, string id, DangerPlan plan, CancellationToken cancellation) =>
            at.PlanAsync(context.User(), id, plan, cancellation)).Needs(CenterAct.See);
        dangers.MapPost("/{id}/{step}", (DangerEndpoints at, HttpContext context, string id, string step, DangerStep body, CancellationToken cancellation) =>
            at.StepAsync(context.User(), id, step, body, cancellation)).Needs(CenterAct.See);
    }
}
