using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation.Import;
using Gateway.Center.Organisation.People;
using Gateway.Center.Organisation.Units;
using Gateway.Center.Overview;

namespace Gateway.Center.Organisation;

/// <inheritdoc/>
internal sealed class OrganisationModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, OrganisationLedgerWords>();
        services.AddSingleton(new OrganisationSeeds(options));
        services.AddSingleton<UnitDesk>();
        services.AddSingleton<PersonDesk>();
        services.AddSingleton<OrganisationImport>();
        services.AddSingleton<IOverviewPart, ContactReview>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        UnitEndpoints.Map(api);
        PersonEndpoints.Map(api);
        ImportEndpoint.Map(api);
    }
}
