using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Dangers;

/// <inheritdoc/>
internal sealed class DangersModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
