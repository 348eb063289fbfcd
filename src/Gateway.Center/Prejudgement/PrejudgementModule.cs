using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Prejudgement;

/// <inheritdoc/>
internal sealed class PrejudgementModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
