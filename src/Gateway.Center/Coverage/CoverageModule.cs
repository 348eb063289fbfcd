using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Coverage.Inclusion;
using Gateway.Center.Coverage.Kpi;
using Gateway.Center.Coverage.Reports;
using Gateway.Center.Coverage.Usage;

namespace Gateway.Center.Coverage;

/// <summary>Who must be connected and is, what is fitted and in use, and how alarms and answers were. Only reads.</summary>
internal sealed class CoverageModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton(_ => new InclusionSeeds(options.Seeds));
        services.AddSingleton<PointShares>();
        services.AddSingleton<UseReader>();
        services.AddSingleton<CoverageReporter>();
        services.AddSingleton<KpiReporter>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => ReportEndpoints.Map(api);
}
