using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Organisation;

/// <inheritdoc/>
internal sealed class OrganisationModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
