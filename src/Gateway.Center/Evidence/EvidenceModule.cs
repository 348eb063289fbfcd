using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Evidence;

/// <inheritdoc/>
internal sealed class EvidenceModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
