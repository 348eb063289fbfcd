using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Access;

/// <inheritdoc/>
internal sealed class AccessModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
