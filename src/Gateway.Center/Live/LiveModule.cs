using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Live;

/// <inheritdoc/>
internal sealed class LiveModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
