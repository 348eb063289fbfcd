using Gateway.Core.Alarms.Traffic.Grouping;
using Gateway.Core.Warnings;

namespace Gateway.Pipeline.Ports;

/// <summary>What became of one attempt to tell somebody.</summary>
public enum NotifyOutcome
{
    Delivered = 0,

    /// <summary>Try again later.</summary>
    Retry = 1,

    /// <summary>Will never be taken (refused, misconfigured); recorded and named.</summary>
    Refused = 2,
}

/// <summary>When a channel gets its warnings.</summary>
public enum WarningPath
{
    /// <summary>Straight from the evaluation, before the log; then once more from the log if that failed.</summary>
    Live = 0,

    /// <summary>From the durable log with a cursor: at least once, also after a restart.</summary>
    Durable = 1,
}

/// <summary>One way to tell people: MQTT topic, webhook, sounder, log. Called by one task at a time.</summary>
public interface IWarningChannel
{
    /// <summary>Unique; also the name of its cursor.</summary>
    string Name { get; }

    WarningPath Path { get; }

    /// <summary>
    /// True when repetitions and floods are folded into summaries for it, red never. False, the default, for what must get every warning as it is,
    /// as a sounder must.
    /// </summary>
    bool Folds => false;

    /// <summary>False for a warning it would not pass on; then it does not count for folding either.</summary>
    bool Concerns(WarningEvent warning) => true;

    /// <summary>Told instead of warnings that were folded. Like the other.</summary>
    ValueTask<NotifyOutcome> SendAsync(WarningSummary summary, CancellationToken cancellation) => ValueTask.FromResult(NotifyOutcome.Delivered);

    /// <summary>Never throws for trouble outside; says what became of it.</summary>
    ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation);
}
