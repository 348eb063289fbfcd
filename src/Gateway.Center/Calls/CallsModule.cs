using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Calls;

/// <inheritdoc/>
internal sealed class CallsModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
