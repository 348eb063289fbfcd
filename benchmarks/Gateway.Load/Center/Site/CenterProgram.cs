using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Load.Gateways.Site;
using Gateway.Testing.Peers;

namespace Gateway.Load.Center.Site;

/// <summary>The built executable <c>warning-center</c>, seen only from outside.</summary>
internal sealed class CenterProgram : IAsyncDisposable
{
    private const string Password = "measured-on-a-quiet-machine-7";
    private static readonly TimeSpan s_longestStart = TimeSpan.FromSeconds(90);
    private readonly string _file;
    private readonly int _port;
    private readonly HttpClient _http;
    private PeerProcess _process;

    private CenterProgram(string file, int port, string dataFolder, PeerProcess process)
    {
        (_file, _port, DataFolder, _process) = (file, port, dataFolder, process);
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies }) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
    }

    public int ProcessId => _process.Id;

    public string DataFolder { get; }

    public CookieContainer Cookies { get; } = new();

    public Uri Live => new($"ws://127.0.0.1:{_port}/live");

    public Uri Address => _http.BaseAddress!;

    /// <summary>From the start of the process to the first healthy answer.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Starts it with an empty data folder and makes the first account.</summary>
    public static async Task<CenterProgram> StartAsync(TemporaryFolder folder, int brokerPort, string? postgres, CancellationToken cancellation)
    {
        var port = FreePort.Next();
        var (file, data) = (folder.File($"center-{port}.json"), folder.File($"center-{port}"));
        await File.WriteAllTextAsync(file, CenterConfiguration.Write(data, port, brokerPort, postgres), cancellation);
        var start = TimeProvider.System.GetTimestamp();
        var center = new CenterProgram(file, port, data, Run(file));
        try
        {
            await center.WaitAsync(start, cancellation);
            await center.SetUpAsync(cancellation);
            return center;
        }
        catch
        {
            await center.DisposeAsync();
            throw;
        }
    }

    /// <summary>As a power cut, and a start with what is there.</summary>
    public async Task KillAndStartAsync(CancellationToken cancellation)
    {
        await _process.KillAsync();
        await _process.DisposeAsync();
        var start = TimeProvider.System.GetTimestamp();
        _process = Run(_file);
        await WaitAsync(start, cancellation);
    }

    public Task<string> GetAsync(string path, CancellationToken cancellation) => _http.GetStringAsync(new Uri(path, UriKind.Relative), cancellation);

    public async Task SendAsync(HttpMethod method, string path, HttpContent body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var answer = await _http.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidDataException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
        }
    }

    /// <summary>Throws with what it printed when it is no longer there.</summary>
    public void MustRun()
    {
        if (_process.HasExited)
        {
            throw new InvalidDataException("The center ended: " + _process.Output);
        }
    }

    /// <summary>Lines of its log that are errors or worse.</summary>
    public IReadOnlyList<string> Errors() =>
        [.. _process.Output.Split('\n').Where(line => line.Contains(" ERR [", StringComparison.Ordinal) || line.Contains(" FTL [", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.TerminateAsync();
        await _process.DisposeAsync();
    }

    private static PeerProcess Run(string file) => BuiltProgram.StartCenter("run", "--config", file);

    private async Task WaitAsync(long start, CancellationToken cancellation)
    {
        while (!await IsHealthyAsync(cancellation))
        {
            MustRun();
            if (TimeProvider.System.GetElapsedTime(start) > s_longestStart)
            {
                throw new InvalidDataException($"Not healthy after {s_longestStart}. It printed: {_process.Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
        }

        StartTime = TimeProvider.System.GetElapsedTime(start);
    }

    private async Task<bool> IsHealthyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/api/v1/health", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task SetUpAsync(CancellationToken cancellation)
    {
        var code = (await File.ReadAllTextAsync(Path.Combine(DataFolder, "setup-code.txt"), cancellation)).Trim();
        using var answer = await _http.PostAsJsonAsync("/api/v1/setup", new { code, account = "load-admin", password = Password, name = "值班员甲" }, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        _http.DefaultRequestHeaders.Add(
            "X-Csrf-Token", answer.IsSuccessStatusCode ? JsonNode.Parse(text)!["csrf"]!.GetValue<string>() : throw new InvalidDataException($"Set-up: {text}"));
    }
}
