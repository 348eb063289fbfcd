using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;

namespace Gateway.Center.Overview;

/// <inheritdoc/>
internal sealed class OverviewModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options) =>
        services.AddSingleton<FirstPage>().AddSingleton<IOverviewPart, IncidentOverview>().AddSingleton<IOverviewPart, InstructionOverview>();

    public void MapEndpoints(IEndpointRouteBuilder api) =>
        api.MapGet("/overview", (HttpContext context, CenterStore store, FirstPage page, CancellationToken cancellation) =>
            store.ReadAsync(db => page.OfAsync(db, context.User(), cancellation), cancellation)).Needs(CenterAct.See);
}
