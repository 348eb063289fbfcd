using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Overview;

namespace Gateway.Center.Drills;

/// <inheritdoc/>
internal sealed class DrillsModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<SyntheticIncidents>().AddSingleton<DrillActs>().AddSingleton<ProofSchedule>();
        services.AddSingleton<ICenterDuty, ProofDuty>().AddSingleton<IOverviewPart, DrillOverview>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => DrillEndpoints.Map(api);
}
