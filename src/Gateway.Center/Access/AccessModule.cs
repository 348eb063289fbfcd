using Gateway.Center.Access.Accounts;
using Gateway.Center.Access.Sessions;
using Gateway.Center.Access.Setup;
using Gateway.Center.Access.SignIn;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Microsoft.AspNetCore.Authentication;

namespace Gateway.Center.Access;

/// <inheritdoc/>
internal sealed class AccessModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, AccessLedgerWords>();
        services.AddSingleton(options.Access);
        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<PasswordDesk>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<SessionBook>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<ICenterDuty, SessionDuty>();
        services.AddSingleton<SetupCode>();
        services.AddHostedService(provider => provider.GetRequiredService<SetupCode>());
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, SessionSignIn>(SessionSignIn.SchemeName, null);
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        SetupEndpoints.Map(api);
        SessionEndpoints.Map(api);
        AccountEndpoints.Map(api);
    }
}
