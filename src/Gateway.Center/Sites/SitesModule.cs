using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Sites;

/// <inheritdoc/>
internal sealed class SitesModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
