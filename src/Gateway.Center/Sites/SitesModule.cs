using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Overview;
using Gateway.Center.Sites.Api;
using Gateway.Center.Sites.History;

namespace Gateway.Center.Sites;

/// <inheritdoc/>
internal sealed class SitesModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddHostedService<CountyRoot>();
        services.AddSingleton<SiteCards>().AddSingleton<SitePages>();
        services.AddSingleton<PointHistories>().AddSingleton<SlopeForecasts>();
        services.AddSingleton<IOverviewPart, SitesOverviewPart>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        SiteEndpoints.Map(api);
        HistoryEndpoints.Map(api);
        CommandEndpoints.Map(api);
    }
}
