using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>Keeps the newest warnings for the API and the terminal view. Thread-safe.</summary>
public sealed class RecentWarnings : IWarningChannel
{
    private const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly LinkedList<WarningEvent> _events = new();

    public string Name => "recent";

    public WarningPath Path => WarningPath.Live;

    public ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _events.AddFirst(warning);
            if (_events.Count > Kept)
            {
                _events.RemoveLast();
            }
        }

        return ValueTask.FromResult(NotifyOutcome.Delivered);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<WarningEvent> Newest(int limit)
    {
        lock (_lock)
        {
            return [.. _events.Take(limit)];
        }
    }
}
