using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Ingest;
using Gateway.Center.Ledger;
using Gateway.Center.Warnings.Acts;
using Gateway.Center.Warnings.Api;
using Gateway.Center.Warnings.Hazards;
using Gateway.Center.Warnings.Incidents;
using Gateway.Center.Warnings.Intake;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Center.Warnings;

/// <inheritdoc/>
internal sealed class WarningsModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<IncidentNumbers>().AddSingleton<IncidentPlaces>().AddSingleton<IncidentBook>().AddSingleton<Aggregation>();
        services.AddSingleton<Neighbours>().AddSingleton<IncidentProgress>();
        services.AddSingleton<IWarningIntake, WarningIntake>();
        services.AddSingleton<IEventReceiver, WarningReceiver>().AddSingleton<IEventReceiver, TransitionReceiver>();
        services.AddSingleton<ICenterDuty, IncidentDuty>();

        // Whoever takes natural-hazard warnings in registers its own, before or after.
        services.TryAddSingleton<INaturalHazards, NoNaturalHazards>();
        services.AddSingleton<SiteAcknowledgement>().AddSingleton<IncidentActs>().AddSingleton<InstructionActs>();
        services.AddSingleton<IncidentRows>().AddSingleton<IncidentDetail>().AddSingleton<TierMeasures>();
        services.AddSingleton<LedgerWords>().AddSingleton<ILedgerWords, WarningLedgerWords>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        WarningEndpoints.Map(api);
        IncidentEndpoints.Map(api);
    }
}
