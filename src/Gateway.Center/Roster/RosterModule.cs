using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Roster;

/// <inheritdoc/>
internal sealed class RosterModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
