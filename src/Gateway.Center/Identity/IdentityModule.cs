using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Identity.Enrolment;
using Gateway.Center.Ledger;

namespace Gateway.Center.Identity;

/// <inheritdoc/>
internal sealed class IdentityModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, IdentityLedgerWords>();
        services.AddSingleton<OfferKey>().AddSingleton<CountyAuthority>().AddSingleton<EnrolmentDesk>();
        services.AddSingleton<ICenterDuty, BrokerFilesDuty>().AddSingleton<ICenterDuty, HandMadeCertificatesDuty>().AddSingleton<ICenterDuty, IdentityKeysDuty>();
        services.AddSingleton<IHealthPart, IdentityHealthPart>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => EnrolmentEndpoints.Map(api);
}
