using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Ingest;

/// <inheritdoc/>
internal sealed class IngestModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
