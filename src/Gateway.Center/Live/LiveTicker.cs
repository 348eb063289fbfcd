using Gateway.Center.Configuration;
using Gateway.Center.Ingest;
using Gateway.Core.Measurements;

namespace Gateway.Center.Live;

/// <summary>Once a second: the values of the watched sites; every few seconds: the beat by which a page knows that it is connected.</summary>
internal sealed class LiveTicker(LiveClients clients, IEnumerable<ILiveValues> live, CenterOptions options, TimeProvider time) : BackgroundService
{
    private const int MostPoints = 2000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            for (var second = 1; await timer.WaitForNextTickAsync(stoppingToken); second = (second % options.Live.BeatS) + 1)
            {
                SendValues();
                if (second == options.Live.BeatS)
                {
                    Beat();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private void Beat()
    {
        var now = time.GetUtcNow();
        foreach (var client in clients.All)
        {
            client.Put(mailbox => mailbox.Beat(now));
        }
    }

    // The values of a site are put together once, however many watch it.
    private void SendValues()
    {
        if (live.FirstOrDefault() is not { } values)
        {
            return;
        }

        foreach (var watching in clients.All.Where(client => client.WatchedSite is not null).GroupBy(client => client.WatchedSite!, StringComparer.Ordinal))
        {
            var message = new WatchedValues(watching.Key, [.. values.OfSite(watching.Key).Take(MostPoints).Select(Point)]);
            foreach (var client in watching)
            {
                client.Put(mailbox => mailbox.Put(message));
            }
        }
    }

    private static LivePoint Point(LiveValue value) => new(
        value.EdgeId, value.PointId, double.IsFinite(value.Value) ? value.Value : null, value.Text, value.Quality, new DateTimeOffset(value.SourceTime, TimeSpan.Zero), value.Tier);
}
