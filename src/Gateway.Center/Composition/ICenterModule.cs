using Gateway.Center.Configuration;

namespace Gateway.Center.Composition;

/// <summary>A part of the center: its services, duties and endpoints. All are listed in <see cref="CenterModules"/>.</summary>
public interface ICenterModule
{
    void AddServices(IServiceCollection services, CenterOptions options);

    /// <param name="api">Begins with <c>/api/v1</c>. Every endpoint says what it takes (<see cref="Access.ActFilter.Needs"/>).</param>
    void MapEndpoints(IEndpointRouteBuilder api);

    /// <summary>For what does not lie under <c>/api/v1</c>: the live hub, pages behind links.</summary>
    void MapRoot(IEndpointRouteBuilder root)
    {
    }
}
