using Gateway.Load.Center.Site;

namespace Gateway.Load.Center.Watching;

/// <summary>Somebody who works with the console: asks for what its pages ask, five times a second, one after the other.</summary>
internal sealed class ApiProbe(CenterProgram center)
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);
    private static readonly string[] s_paths = ["/api/v1/overview", "/api/v1/warnings", "/api/v1/incidents", "/api/v1/sites/s0001", "/api/v1/calls", "/api/v1/sites"];
    private readonly Dictionary<string, LatencyBook> _books = s_paths.ToDictionary(path => path, _ => new LatencyBook());

    /// <summary>Answers that took longer than the client waits, or were no success.</summary>
    public int Failures { get; private set; }

    /// <summary>By path, what came since the last call.</summary>
    public IReadOnlyList<(string Path, Latencies Seen)> Take() => [.. s_paths.Select(path => (path, _books[path].Take()))];

    public async Task RunAsync(TimeSpan length, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; TimeProvider.System.GetElapsedTime(start) < length; i++)
        {
            await AskAsync(s_paths[i % s_paths.Length], cancellation);
            await Task.Delay(s_between, TimeProvider.System, cancellation);
        }
    }

    private async Task AskAsync(string path, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            await center.GetAsync(path, cancellation);
            _books[path].Add(start, TimeProvider.System.GetTimestamp());
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            Failures++;
            Console.WriteLine($"{"",-28} {path}: {error.Message}");
        }
    }
}
