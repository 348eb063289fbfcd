using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Evidence.Content;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Outgoing;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ingest.Readings;
using Gateway.Center.Ingest.Records;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Ledger;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ingest;

/// <inheritdoc/>
internal sealed class IngestModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSingleton<ILedgerWords, LinkLedgerWords>();
        services.AddSingleton<IHealthPart, LinkHealthPart>().AddSingleton<IHealthPart, HistoryHealthPart>();
        services.AddSingleton(options.Link);
        services.AddSingleton<IngestLag>().AddSingleton<LinkTroubles>().AddSingleton<LinkHealth>().AddSingleton<LinkSink>().AddSingleton<LinkPublisher>();
        services.AddSingleton<CoverageBook>().AddSingleton<EdgeBook>();
        services.AddSingleton(provider => new Completeness(provider.GetRequiredService<GapDuty>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICompletenessStatement, CompletenessStatement>();
        services.AddSingleton<IHistoryStore>(provider => provider.GetRequiredService<CenterHistory>().Store);
        services.AddSingleton<IMqttPublisher>(provider => provider.GetRequiredService<LinkPublisher>());
        services.AddSingleton<LiveValues>().AddSingleton<ILiveValues>(provider => provider.GetRequiredService<LiveValues>());
        services.AddSingleton<EventTaker>().AddSingleton<StateTaker>().AddSingleton<TableTaker>().AddSingleton<MissingTaker>();
        services.AddSingleton<RecordLane>().AddSingleton<ReadingLane>().AddSingleton<ReceiptLoop>().AddSingleton<LinkWarnings>();
        services.AddSingleton<EdgeCommands>().AddSingleton<IEdgeCommands>(provider => provider.GetRequiredService<EdgeCommands>());
        services.AddSingleton<GapDuty>().AddSingleton<ICenterDuty>(provider => provider.GetRequiredService<GapDuty>());
        services.AddSingleton<LinkWatchDuty>().AddSingleton<ICenterDuty>(provider => provider.GetRequiredService<LinkWatchDuty>());
        services.AddSingleton<CommandDuty>().AddSingleton<ICenterDuty>(provider => provider.GetRequiredService<CommandDuty>());
        services.AddSingleton<CenterHistory>().AddHostedService(provider => provider.GetRequiredService<CenterHistory>());
        services.AddSingleton<LinkService>().AddHostedService(provider => provider.GetRequiredService<LinkService>());
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
