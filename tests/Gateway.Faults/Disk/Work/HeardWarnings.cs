using System.Collections.Concurrent;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;

namespace Gateway.Faults.Disk.Work;

/// <summary>A live channel that keeps what people would have been told.</summary>
internal sealed class HeardWarnings : IWarningChannel
{
    private readonly ConcurrentDictionary<string, bool> _texts = new(StringComparer.Ordinal);

    public string Name => "heard";

    public WarningPath Path => WarningPath.Live;

    public IEnumerable<string> Texts => _texts.Keys.Order(StringComparer.Ordinal);

    public ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation)
    {
        _texts[$"{warning.Cause.AlarmId} {warning.To}: {warning.Cause.Reason.Text.En}"] = true;
        return ValueTask.FromResult(NotifyOutcome.Delivered);
    }
}
