using System.Text.Json.Nodes;
using Gateway.Load.Gateways.Watching;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways.Site;

/// <summary>The built executable <c>gateway</c>, seen only from outside.</summary>
internal sealed class GatewayProgram : IAsyncDisposable
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromSeconds(60);

    private readonly PeerProcess _process;
    private readonly HttpClient _http;

    private GatewayProgram(PeerProcess process, int apiPort)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{apiPort}"), Timeout = TimeSpan.FromSeconds(20) };
    }

    public int ProcessId => _process.Id;

    /// <summary>From the start of the process to the first good reading that the API shows.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Starts it in an empty data folder and waits for the first good reading.</summary>
    public static Task<GatewayProgram> StartAsync(SitePlan plan, TemporaryFolder folder, CancellationToken cancellation) =>
        StartAsync(plan, folder, folder.File($"data-{FreePort.Next()}"), cancellation);

    /// <summary>Starts it over a data folder and waits for the first good reading.</summary>
    public static async Task<GatewayProgram> StartAsync(SitePlan plan, TemporaryFolder folder, string data, CancellationToken cancellation)
    {
        var port = FreePort.Next();
        var file = folder.File($"edge-{port}.json");
        await File.WriteAllTextAsync(file, SiteConfiguration.Write(plan, data, port), cancellation);
        var start = TimeProvider.System.GetTimestamp();
        var gateway = new GatewayProgram(BuiltProgram.StartGateway("run", "--config", file), port);
        try
        {
            while (!await gateway.ReadsAsync("d0.p0", cancellation))
            {
                gateway.StillStarting(TimeProvider.System.GetElapsedTime(start));
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
            }

            gateway.StartTime = TimeProvider.System.GetElapsedTime(start);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Its counters and gauges now.</summary>
    public async Task<GatewayMetrics> MetricsAsync(CancellationToken cancellation) =>
        GatewayMetrics.Parse(await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellation));

    /// <summary>Part of its health, for example <c>uplink</c>.</summary>
    public async Task<JsonNode?> HealthAsync(string part, CancellationToken cancellation) =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri("/api/v1/health", UriKind.Relative), cancellation))![part];

    /// <summary>Throws with what it printed when it is no longer there.</summary>
    public void MustRun()
    {
        if (_process.HasExited)
        {
            throw new InvalidDataException("The gateway ended: " + _process.Output);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.TerminateAsync();
        await _process.DisposeAsync();
    }

    private async Task<bool> ReadsAsync(string point, CancellationToken cancellation)
    {
        try
        {
            var answer = await _http.GetStringAsync(new Uri($"/api/v1/points/{point}", UriKind.Relative), cancellation);
            return JsonNode.Parse(answer)!["quality"]!.GetValue<string>() == "good";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void StillStarting(TimeSpan elapsed)
    {
        MustRun();
        if (elapsed > s_longestStart)
        {
            throw new InvalidDataException($"No good reading after {elapsed}. It printed: {_process.Output}");
        }
    }
}
