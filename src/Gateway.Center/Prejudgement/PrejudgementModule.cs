using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Ingest;
using Gateway.Center.Ledger;
using Gateway.Center.Overview;
using Gateway.Center.Prejudgement.Making;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Center.Prejudgement;

/// <inheritdoc/>
internal sealed class PrejudgementModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, SheetLedgerWords>();
        services.TryAddSingleton<INaturalOutlook, NoNaturalOutlook>();
        services.AddSingleton<SheetExtras>();
        services.AddSingleton<SheetEndpoints>();
        services.AddSingleton<IEventReceiver, StandingReceiver>();
        services.AddSingleton<ICenterDuty, SheetDuty>();
        services.AddSingleton<IOverviewPart, SheetOverviewPart>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        var sheets = api.MapGroup("/prejudgements");
        sheets.MapGet("", (SheetEndpoints at, HttpContext context, string? cadence, string? unit, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellation) =>
            at.ListAsync(context.User(), Enum.TryParse<SheetCadence>(cadence, ignoreCase: true, out var kind) ? kind : null, unit, from, to, cancellation)).Needs(CenterAct.See);
        sheets.MapGet("/{id}", (SheetEndpoints at, HttpContext context, string id, CancellationToken cancellation) =>
            at.OneAsync(context.User(), id, cancellation)).Needs(CenterAct.See);
        sheets.MapGet("/{id}/sheet.html", (SheetEndpoints at, HttpContext context, string id, string? language, CancellationToken cancellation) =>
            at.PageAsync(context.User(), id, language != "en", cancellation)).Needs(CenterAct.See);
        sheets.MapPut("/{id}", (SheetEndpoints at, HttpContext context, string id, SheetEdit edit, CancellationToken cancellation) =>
            at.EditAsync(context.User(), id, edit, cancellation)).Needs(CenterAct.SignPrejudgement);
        sheets.MapPost("/{id}/sign", (SheetEndpoints at, HttpContext context, string id, SheetEdit? edit, CancellationToken cancellation) =>
            at.SignAsync(context.User(), id, edit ?? new SheetEdit(null, null, null), cancellation)).Needs(CenterAct.SignPrejudgement);
        sheets.MapPost("/consultations", (SheetEndpoints at, HttpContext context, Consultation told, CancellationToken cancellation) =>
            at.ConsultAsync(context.User(), told, cancellation)).Needs(CenterAct.SignPrejudgement);
    }
}
