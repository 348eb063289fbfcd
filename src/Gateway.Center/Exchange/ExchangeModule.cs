using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Exchange.Access;
using Gateway.Center.Exchange.Cap;
using Gateway.Center.Exchange.Intake;
using Gateway.Center.Exchange.Natural;
using Gateway.Center.Exchange.Push;
using Gateway.Center.Exchange.Reading;
using Gateway.Center.Ledger;
using Gateway.Center.Overview;
using Gateway.Center.Prejudgement;
using Gateway.Center.Warnings.Hazards;

namespace Gateway.Center.Exchange;

/// <summary>What goes out to other platforms and comes in from them; warnings about nature.</summary>
internal sealed class ExchangeModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, ExchangeLedgerWords>();
        services.AddSingleton<IHealthPart, PushHealthPart>();
        services.AddSingleton<NaturalWarningBook>().AddSingleton<NaturalOutlooks>();
        services.AddSingleton<INaturalHazards>(provider => provider.GetRequiredService<NaturalOutlooks>());
        services.AddSingleton<INaturalOutlook>(provider => provider.GetRequiredService<NaturalOutlooks>());
        services.AddSingleton<IncidentCap>();
        services.AddSingleton<ExchangeFeed>();
        services.AddSingleton<PushSecrets>();
        services.AddSingleton<PushSender>();
        services.AddSingleton<ICenterDuty, NaturalWarningDuty>();
        services.AddSingleton<ICenterDuty, PushDuty>();
        services.AddSingleton<ICenterDuty, MqttPushDuty>();
        services.AddSingleton<IOverviewPart, NaturalWarningPart>();
        services.AddOpenApi("exchange-v1", document => document.ShouldInclude = description => description.RelativePath?.StartsWith("api/exchange/v1/", StringComparison.Ordinal) == true);
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        NaturalWarningEndpoints.Map(api);
        CapEndpoints.Map(api);
        TokenEndpoints.Map(api);
        SubscriptionEndpoints.Map(api);
    }

    public void MapRoot(IEndpointRouteBuilder root)
    {
        var group = root.MapGroup("/api/exchange/v1");
        ExchangeReadEndpoints.Map(group);
        IntakeEndpoints.Map(group);
        root.MapOpenApi("/api/exchange/v1/openapi/{documentName}.json").Takes(ExchangeRights.None);
    }
}
