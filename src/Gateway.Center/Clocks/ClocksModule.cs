using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Clocks;

/// <inheritdoc/>
internal sealed class ClocksModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
