using Gateway.Center.Access;
using Gateway.Center.Clocks.Reports;
using Gateway.Center.Clocks.Sending;
using Gateway.Center.Clocks.Views;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Gateway.Center.Overview;
using Gateway.Center.Warnings;

namespace Gateway.Center.Clocks;

/// <inheritdoc/>
internal sealed class ClocksModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, ClockLedgerWords>();
        services.AddSingleton<IIncidentObserver, ClockStarter>();
        services.AddSingleton<ICenterDuty, ClockDuty>();
        services.AddSingleton<ICenterDuty, ReportSender>();
        services.AddSingleton<IIncidentPart, ClockIncidentPart>();
        services.AddSingleton<IOverviewPart, ClockOverviewPart>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton<SendOrder>();
        services.AddSingleton<ClockEndpoints>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        var clocks = api.MapGroup("/clocks");
        clocks.MapGet("", (ClockEndpoints at, HttpContext context, string? state, bool? drill, CancellationToken cancellation) =>
            at.ListAsync(context.User(), Enum.TryParse<ClockState>(state, ignoreCase: true, out var known) ? known : null, drill ?? false, cancellation)).Needs(CenterAct.See);
        clocks.MapGet("/{id}", (ClockEndpoints at, HttpContext context, string id, CancellationToken cancellation) =>
            at.OneAsync(context.User(), id, cancellation)).Needs(CenterAct.See);
        clocks.MapGet("/{id}/report", (ClockEndpoints at, HttpContext context, string id, int? version, string? language, CancellationToken cancellation) =>
            at.ReportAsync(context.User(), id, version, language != "en", cancellation)).Needs(CenterAct.See);
        clocks.MapGet("/{id}/draft", (ClockEndpoints at, HttpContext context, string id, string? language, CancellationToken cancellation) =>
            at.DraftAsync(context.User(), id, language != "en", cancellation)).Needs(CenterAct.See);
        clocks.MapGet("/{id}/report.html", (ClockEndpoints at, HttpContext context, string id, int? version, string? language, CancellationToken cancellation) =>
            at.PageAsync(context.User(), id, version, language != "en", cancellation)).Needs(CenterAct.See);
        clocks.MapGet("/{id}/versions", (ClockEndpoints at, HttpContext context, string id, CancellationToken cancellation) =>
            at.VersionsAsync(context.User(), id, cancellation)).Needs(CenterAct.See);
        clocks.MapPut("/{id}/report", (ClockEndpoints at, HttpContext context, string id, ReportSave save, string? language, CancellationToken cancellation) =>
            at.SaveAsync(context.User(), id, save, language != "en", cancellation)).Needs(CenterAct.WriteReport);
        clocks.MapPost("/{id}/send", (ClockEndpoints at, HttpContext context, string id, SendRequest request, CancellationToken cancellation) =>
            at.SendAsync(context.User(), id, request, cancellation)).Needs(CenterAct.SendReport);
    }
}
