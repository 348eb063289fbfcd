using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Gateway.Center.Overview;
using Gateway.Center.Roster.Api;

namespace Gateway.Center.Roster;

/// <inheritdoc/>
internal sealed class RosterModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, RosterLedgerWords>();
        services.AddSingleton<ICenterDuty, RosterDuty>();
        services.AddSingleton<IOverviewPart, RosterOverviewPart>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => RosterEndpoints.Map(api);
}
