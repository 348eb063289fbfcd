using Gateway.Core.Warnings;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Pipeline.Stages;

/// <summary>
/// Hands warnings from the evaluation to every live channel without ever waiting. Each channel has its own queue and task,
/// so that a slow one delays nobody. Thread-safe.
/// </summary>
internal sealed class LiveWarnings
{
    private readonly LiveChannel[] _channels;

    public LiveWarnings(IEnumerable<IWarningChannel> channels, int capacity, Func<IWarningChannel, WarningFolder?> folderOf, TimeProvider time, ILogger logger) =>
        _channels = [.. channels.Where(c => c.Path == WarningPath.Live).Select(c => new LiveChannel(c, capacity, folderOf(c), time, logger))];

    public IReadOnlyList<LiveChannel> Channels => _channels;

    public IEnumerable<BufferFigures> Figures => _channels.Select(c => c.Figures);

    public void Publish(List<WarningEvent> warnings)
    {
        foreach (var warning in warnings)
        {
            Publish(warning);
        }
    }

    public void Publish(WarningEvent warning)
    {
        foreach (var channel in _channels)
        {
            channel.Offer(warning);
        }
    }

    public void Start()
    {
        foreach (var channel in _channels)
        {
            channel.Start();
        }
    }

    /// <summary>Sends what is queued, for at most <paramref name="patience"/>.</summary>
    public Task StopAsync(TimeSpan patience) => Task.WhenAll(_channels.Select(c => c.StopAsync(patience)));
}
