using Gateway.Center.Composition;
using Gateway.Center.Configuration;

namespace Gateway.Center.Exchange;

/// <inheritdoc/>
internal sealed class ExchangeModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
