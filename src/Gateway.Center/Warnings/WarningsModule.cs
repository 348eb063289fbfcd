using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Warnings;

/// <inheritdoc/>
internal sealed class WarningsModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
