using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Testing.Link.Programs;

/// <summary>The built executable <c>gateway</c>, seen only from outside: its API and its end.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private readonly PeerProcess _process;
    private readonly HttpClient _http;

    private GatewayProcess(PeerProcess process, int apiPort)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{apiPort}"), Timeout = TimeSpan.FromSeconds(20) };
    }

    public string Output => _process.Output;

    public bool HasExited => _process.HasExited;

    public int? ExitCode => _process.ExitCode;

    /// <param name="variables">Environment, as NAME=value.</param>
    public static async Task<GatewayProcess> StartAsync(string configuration, int apiPort, params string[] variables)
    {
        string[] arguments = [.. variables, BuildOutput.Gateway, "run", "--config", configuration];
        var gateway = new GatewayProcess(PeerProcess.Start("/usr/bin/env", arguments), apiPort);
        try
        {
            await gateway._process.WaitForPortAsync(apiPort, 40);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public async Task<JsonNode> GetAsync(string path) => (await _http.GetFromJsonAsync<JsonNode>(path))!;

    /// <summary>Latest value of a point; NaN when there is none.</summary>
    public async Task<double> ValueAsync(string point) => (await GetAsync($"/api/v1/points/{point}"))["value"]?.GetValue<double>() ?? double.NaN;

    /// <summary>Every value the history holds of a point from a moment on, page by page.</summary>
    public async Task<List<double>> HistoryAsync(string point, DateTimeOffset from, DateTimeOffset to) =>
        [.. (await SamplesAsync(point, from, to)).Select(sample => sample.Value)];

    /// <summary>The source times of all readings with a value that the history holds of a point.</summary>
    public async Task<List<DateTimeOffset>> HistoryTimesAsync(string point, DateTimeOffset from, DateTimeOffset to) =>
        [.. (await SamplesAsync(point, from, to)).Where(sample => !double.IsNaN(sample.Value)).Select(sample => sample.Time)];

    /// <summary>SIGKILL, as a power cut would.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <param name="name">Without SIG, for example HUP.</param>
    public Task SignalAsync(string name) => _process.SignalAsync(name);

    /// <summary>SIGTERM, and waits for the orderly end.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("TERM");
        await Eventually.TrueAsync(() => Task.FromResult(_process.HasExited), 30, () => "the gateway ends after SIGTERM. It printed:\n" + Output);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<List<(DateTimeOffset Time, double Value)>> SamplesAsync(string point, DateTimeOffset from, DateTimeOffset to)
    {
        const int page = 10_000;
        var samples = new List<(DateTimeOffset Time, double Value)>();
        while (true)
        {
            var more = await PageAsync(point, from, to, page);
            samples.AddRange(more);
            if (more.Count < page)
            {
                return samples;
            }

            from = more[^1].Time.AddTicks(1);
        }
    }

    private async Task<List<(DateTimeOffset Time, double Value)>> PageAsync(string point, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        var answer = await GetAsync(
            $"/api/v1/history?point={point}&from={Uri.EscapeDataString(from.ToString("O"))}&to={Uri.EscapeDataString(to.ToString("O"))}&resolution=raw&limit={limit}");
        return [.. answer["samples"]!.AsArray().Select(s => (s!["time"]!.GetValue<DateTimeOffset>(), s["mean"]?.GetValue<double>() ?? double.NaN))];
    }
}
