using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink.Lanes;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Log.Offline;

namespace Gateway.Edge.Commands.Log.Checking;

/// <summary>
/// Computes the chain over the events again, as far as it was kept, beside the walk over the entries. The text of an event is that of this version of the
/// program.
/// </summary>
/// <param name="site">Id of the site, which is part of the text; null = the chain is not checked.</param>
internal sealed class ChainCheck(LogFileReader log, string? site, FaultList faults) : IDisposable
{
    private readonly IEnumerator<ChainLink> _links = log.Chain().GetEnumerator();
    private ChainLink? _next;
    private ChainLink? _before;
    private bool _begun;

    public long Checked { get; private set; }

    /// <summary>Entries come in their order.</summary>
    public void Take(in LogRow row)
    {
        if (site is null || row.Kind is LogEntryKind.Readings or LogEntryKind.Judging)
        {
            return;
        }

        SkipTo(row.Sequence);
        if (_next is not { } link || link.Sequence != row.Sequence)
        {
            return;
        }

        var before = link.Before == 0 ? new ChainLink(0, 0, EventChain.Genesis) : _before?.Sequence == link.Before ? _before : null;
        if (before is not null && row.IsSound && EventChain.IsHash(before.Hash))
        {
            Checked++;
            var (kind, body) = EventBodies.Of(new LogEntry(row.Sequence, row.Time, row.Kind, row.Payload), site);
            if (EventChain.Next(before.Hash, row.Sequence, new DateTimeOffset(Math.Clamp(row.Time, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero), kind, body) != link.Hash)
            {
                faults.Add(
                    LogFaultKind.Chain, row.Sequence, row.Sequence, row.Time, $"第 {row.Sequence} 条事件与发往县中心的哈希链不符：内容被改动，或由其他版本写入",
                    $"event {row.Sequence} does not fit the chain that was sent to the center: it was changed, or written by another version");
            }
        }

        (_before, _next) = (link, null);
    }

    public void Dispose() => _links.Dispose();

    private void SkipTo(long sequence)
    {
        if (!_begun || (_next is { } passed && passed.Sequence < sequence))
        {
            _begun = true;
            _next = null;
        }

        while (_next is null || _next.Sequence < sequence)
        {
            _before = _next ?? _before;
            if (!_links.MoveNext())
            {
                _next = null;
                return;
            }

            _next = _links.Current;
        }
    }
}
