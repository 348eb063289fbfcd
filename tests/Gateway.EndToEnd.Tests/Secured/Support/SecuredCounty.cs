using System.Text.Json.Nodes;
using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Secured.Support;

/// <summary>A center and a gateway that reach each other over a secured broker, and the gateway's sensors.</summary>
internal sealed class SecuredCounty : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SecuredBroker _broker;
    private readonly string _gatewayIdentity;
    private Broker? _sensors;
    private CenterProcess? _center;
    private LinkedGateway? _gateway;

    private SecuredCounty(SecuredBroker broker, string gatewayIdentity) => (_broker, _gatewayIdentity) = (broker, gatewayIdentity);

    public CenterApi Api => _center!.Api;

    public string CenterOutput => _center!.Output;

    public GatewayProcess Gateway => _gateway!.Process;

    public bool BothRun => !_center!.HasExited && !Gateway.HasExited;

    /// <param name="gateway">How the gateway names itself to the broker; null = as it should.</param>
    /// <param name="center">The same of the center.</param>
    public static async Task<SecuredCounty> StartedAsync(SecuredBroker broker, string? gateway = null, string? center = null)
    {
        var county = new SecuredCounty(broker, gateway ?? broker.IdentityOf(SecuredBroker.UserOf("edge-1")));
        try
        {
            await county.StartAsync(center ?? broker.IdentityOf("center"));
            return county;
        }
        catch
        {
            await county.DisposeAsync();
            throw;
        }
    }

    public async Task GasAsync(double lel)
    {
        var (code, output) = await PeerProcess.RunAsync(
            "mosquitto_pub", "-p", $"{_sensors!.Port}", "-q", "1", "-t", _gateway!.GasTopic, "-m", $$"""{"lel":{{lel}}}""");
        code.ShouldBe(0, output);
    }

    /// <summary>Waits until each hears the other: the center has what the gateway says, and the gateway its receipt.</summary>
    public async Task LinkedAsync()
    {
        await Eventually.TrueAsync(
            async () => (await Api.FactsAsync(LinkedGateway.Site, "edge.online")).Count > 0, 40,
            () => $"the center hears the gateway.\nCenter:\n{CenterOutput}\nGateway:\n{Gateway.Output}");
        await _gateway!.DrainedAsync();
    }

    public async Task<JsonNode> UplinkAsync() => (await Gateway.GetAsync("/api/v1/health"))["uplink"]!;

    /// <summary>What the gateway's health says is wrong, in one language; empty when nothing is.</summary>
    public async Task<string> GatewayTroubleAsync(string language) => (await UplinkAsync())["trouble"]?[language]?.GetValue<string>() ?? "";

    public async Task<string> CenterTroubleAsync(string language) => (await Api.GetAsync("health"))["parts"]!["link"]!["text"]![language]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { _gateway, _center, _sensors }.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task StartAsync(string centerIdentity)
    {
        _sensors = await Broker.StartAsync(_folder);
        _center = await CenterProcess.StartedAsync(_broker.Port, centerIdentity, CenterStores.Embedded, _broker.IdentityOf("center-readings"));
        _gateway = new LinkedGateway(_broker.Port, _sensors.Port, identity: _gatewayIdentity);
        await _sensors.KeepForAsync(_gateway.SensorClient, $"{_gateway.Edge}/#");
        await _gateway.StartAsync();
    }
}
