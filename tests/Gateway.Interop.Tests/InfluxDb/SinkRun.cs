using Gateway.Core.Measurements;
using Gateway.Storage.InfluxDb;
using Gateway.Storage.InfluxDb.Sink;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Testing.Storage;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Interop.Tests.InfluxDb;

/// <summary>A sink between a log in memory and a real server.</summary>
public sealed class SinkRun : IAsyncDisposable
{
    public static readonly long Start = new DateTime(2026, 1, 2, 3, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly CancellationTokenSource _stop = new();
    private readonly InfluxClient _client;
    private readonly NumberedPoints _points;
    private readonly Task _running;

    public SinkRun(InfluxOptions options, int points = 10)
    {
        _points = new NumberedPoints(points);
        _client = new InfluxClient(options, TimeProvider.System);
        Sink = new InfluxSink(
            options, Log, _points.IdOf, _points, _client, TimeProvider.System, NullLogger<InfluxSink>.Instance,
            new RetrySchedule(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200)));
        _running = Sink.RunAsync(_stop.Token);
    }

    public MemoryDurableLog Log { get; } = new();

    public InfluxSink Sink { get; }

    /// <summary>One reading a second and point, values rising by one.</summary>
    public void AppendSeconds(int seconds, int first = 0)
    {
        for (var second = first; second < first + seconds; second++)
        {
            var at = Start + (second * TimeSpan.TicksPerSecond);
            var value = second;
            Log.AppendReadings([.. Enumerable.Range(0, _points.Count).Select(p => new Reading(p, value, at, Quality.Good))]);
        }
    }

    public Task SettledAsync() => Eventually.TrueAsync(() => Log.GetCursor(InfluxSink.Reader) == Log.LastSequence, seconds: 30);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(20));
        _client.Dispose();
        _stop.Dispose();
    }
}
