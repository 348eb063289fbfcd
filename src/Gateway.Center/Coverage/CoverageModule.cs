using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Coverage;

/// <inheritdoc/>
internal sealed class CoverageModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
