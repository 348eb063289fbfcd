using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Evidence.Content;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Ledger.Reading;

namespace Gateway.Center.Evidence;

/// <summary>The ledger for readers, its anchors, and evidence packages.</summary>
internal sealed class EvidenceModule : ICenterModule
{
    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddHttpClient(AnchorTargets.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(10));
        services.AddSingleton(new AnchorFile(options.Storage.Folder)).AddSingleton(new SentAnchors(options.Storage.Folder));
        services.AddSingleton<AnchorTargets>().AddSingleton<AnchorPost>();
        services.AddSingleton<AnchorKeeper>();
        services.AddSingleton<ICenterDuty>(provider => provider.GetRequiredService<AnchorKeeper>());
        services.AddSingleton<IHealthPart, LedgerHealthPart>();
        services.AddSingleton<EvidenceFolder>();
        services.AddSingleton<ICenterDuty, EvidenceDuty>();
        services.AddSingleton<BoardContent>();
        services.AddSingleton<EvidenceBuilder>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        LedgerEndpoints.Map(api);
        EvidenceEndpoints.Map(api);
    }
}
