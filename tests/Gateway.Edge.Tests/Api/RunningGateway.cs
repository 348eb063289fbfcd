using System.Net.Http.Json;
using Gateway.Edge.Api;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Api;

/// <summary>A whole gateway on a free port, with sources that do not answer.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly EdgeHost _host;

    private RunningGateway(ConfigurationFolder folder, EdgeHost host)
    {
        (Folder, _host) = (folder, host);
        Client = new HttpClient { BaseAddress = new Uri(host.Address), Timeout = TimeSpan.FromSeconds(10) };
    }

    public ConfigurationFolder Folder { get; }

    public HttpClient Client { get; }

    public static async Task<RunningGateway> StartAsync(string json = ConfigurationFolder.Sound)
    {
        var folder = new ConfigurationFolder();
        var loaded = folder.Load(json);
        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        var host = new EdgeHost(loaded, folder.Source, TimeProvider.System);
        await host.StartAsync(CancellationToken.None);
        return new RunningGateway(folder, host);
    }

    public async Task<T> GetAsync<T>(string path) => (await Client.GetFromJsonAsync<T>(path, ApiJson.Options))!;

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => Client.PostAsJsonAsync(path, body, ApiJson.Options);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Client.Dispose();
        Folder.Dispose();
    }
}
