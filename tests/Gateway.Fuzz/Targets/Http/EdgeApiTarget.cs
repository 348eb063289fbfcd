using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Fuzz.Targets.Files;
using Gateway.Testing.Peers;

namespace Gateway.Fuzz.Targets.Http;

/// <summary>The API of a gateway in this process, whose sources do not answer.</summary>
internal sealed class EdgeApiTarget : ApiTarget
{
    private readonly Lazy<Running> _gateway = new(() => new Running());

    public override string Name => "edge-api";

    protected override HttpClient Client => _gateway.Value.Client;

    protected override IReadOnlyList<string> Documents => ["/openapi/v1.json"];

    protected override IEnumerable<string> Bodies => ["{}", "{\"actor\":\"a\",\"reason\":\"r\",\"approver\":\"b\",\"until\":\"2999-03-02T00:00:00Z\",\"value\":5}", "null"];

    public override void Dispose()
    {
        if (_gateway.IsValueCreated)
        {
            _gateway.Value.Dispose();
        }

        base.Dispose();
    }

    private sealed class Running : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly EdgeHost _host;

        public Running()
        {
            File.WriteAllText(_folder.File("edge.json"), EdgeConfigurationTarget.Sound);
            var source = new ConfigurationSource(_folder.File("edge.json"), ["logging.level=error"], _ => null);
            _host = new EdgeHost(ConfigurationLoader.Load(source), source, TimeProvider.System);
            _host.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
            Client = new HttpClient { BaseAddress = new Uri(_host.Address), Timeout = TimeSpan.FromSeconds(60) };
        }

        public HttpClient Client { get; }

        public void Dispose()
        {
            Client.Dispose();
            _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _folder.Dispose();
        }
    }
}
