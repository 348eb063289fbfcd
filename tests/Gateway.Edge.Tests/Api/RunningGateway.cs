using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Edge.Api;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Api;

/// <summary>A whole gateway on a free port, with sources that do not answer.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly EdgeHost _host;

    private readonly bool _keeps;

    private RunningGateway(ConfigurationFolder folder, EdgeHost host, bool keeps)
    {
        (Folder, _host, _keeps) = (folder, host, keeps);
        Client = new HttpClient { BaseAddress = new Uri(host.Address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)), Timeout = TimeSpan.FromSeconds(10) };
    }

    public ConfigurationFolder Folder { get; }

    public HttpClient Client { get; }

    public EdgeRuntime Runtime => _host.Runtime;

    /// <param name="kept">The folder of an earlier run, which then is not removed at the end; null = a new one.</param>
    public static async Task<RunningGateway> StartAsync(string json = ConfigurationFolder.Sound, ConfigurationFolder? kept = null)
    {
        var folder = kept ?? new ConfigurationFolder();
        var loaded = folder.Load(json);
        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        var host = new EdgeHost(loaded, folder.Source, TimeProvider.System);
        await host.StartAsync(CancellationToken.None);
        return new RunningGateway(folder, host, kept is not null);
    }

    public async Task<T> GetAsync<T>(string path) => (await Client.GetFromJsonAsync<T>(path, ApiJson.Options))!;

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => Client.PostAsJsonAsync(path, body, ApiJson.Options);

    /// <summary>A good reading, as if a driver had brought it now.</summary>
    public async Task FeedAsync(string point, double value)
    {
        var batch = Runtime.Pipeline.Rent(0);
        batch.Add(new Reading(Runtime.Points.Find(point)!.Index, value, batch.ReceivedTime, Quality.Good));
        await Runtime.Pipeline.WriteAsync(batch, CancellationToken.None);
    }

    /// <summary>The answer, asked again until it is as wanted.</summary>
    public async Task<T> UntilAsync<T>(string path, Func<T, bool> wanted)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await GetAsync<T>(path);
            if (wanted(answer))
            {
                return answer;
            }

            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(15), JsonSerializer.Serialize(answer, ApiJson.Options));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Client.Dispose();
        if (!_keeps)
        {
            Folder.Dispose();
        }
    }
}
