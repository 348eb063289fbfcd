using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Log;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>
/// Writes what the log no longer has into the log itself: so the loss has its place in order and chain, and goes out as an event. Told once in a run; asked
/// again, the same event is sent again. Thread-safe.
/// </summary>
internal sealed class LossTeller(SqliteDurableLog log, EventLane events)
{
    private const int MostKept = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Reader, long From, long To), SequenceRange> _told = [];

    /// <exception cref="Pipeline.Ports.DurableLogException">The log took nothing.</exception>
    public void Tell(GapRecord gap)
    {
        lock (_gate)
        {
            var key = (gap.Readers[0], gap.FromSequence, gap.ToSequence);
            if (_told.TryGetValue(key, out var written))
            {
                events.Ask(written);
                return;
            }

            if (_told.Count >= MostKept)
            {
                _told.Clear();
            }

            // Others append beside us: the record lies somewhere between the two.
            var before = log.LastSequence;
            log.AppendEvent(GapCodec.ToEvent(gap));
            _told[key] = new SequenceRange(before, log.LastSequence);
        }
    }
}
