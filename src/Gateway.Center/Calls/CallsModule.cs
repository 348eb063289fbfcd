using Gateway.Center.Calls.Answers;
using Gateway.Center.Calls.Api;
using Gateway.Center.Calls.Channels;
using Gateway.Center.Calls.Engine;
using Gateway.Center.Calls.Plans;
using Gateway.Center.Calls.Sending;
using Gateway.Center.Calls.Texts;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Gateway.Center.Overview;
using Gateway.Center.Warnings;

namespace Gateway.Center.Calls;

/// <inheritdoc/>
internal sealed class CallsModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, CallLedgerWords>();
        services.AddHttpContextAccessor();
        services.AddSingleton(options.Calls);
        services.AddSingleton(new CallPlans(options.Calls, options.Seeds));
        services.AddSingleton(new SeedTexts(options.Seeds));
        services.AddSingleton<CallTexts>();
        services.AddSingleton<CallChannels>();
        services.AddSingleton<LegMaker>();
        services.AddSingleton<CallEngine>();
        services.AddSingleton<CallSender>();
        services.AddSingleton<AnswerService>();
        services.AddSingleton<ReceiptService>();
        services.AddSingleton<CallViews>();
        services.AddSingleton<IIncidentObserver, CallObserver>();
        services.AddSingleton<ICenterDuty, CallDuty>();
        services.AddSingleton<ICallSummaries, CallSummaries>();
        services.AddSingleton<IIncidentPart, CallIncidentPart>();
        services.AddSingleton<IOverviewPart, CallOverviewPart>();
        services.AddSingleton<IOverviewPart, ChannelOverviewPart>();
        services.AddHostedService<CallSendingService>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        CallEndpoints.Map(api);
        AnswerEndpoints.Map(api);
        ChannelEndpoints.Map(api);
    }
}
