using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Traffic.Grouping;

namespace Gateway.Pipeline;

/// <summary>Sizes and times of the pipeline.</summary>
public sealed record PipelineOptions
{
    /// <summary>Batches waiting to be judged; full = the driver waits. Default 256.</summary>
    public int EvaluateCapacity { get; init; } = 256;

    /// <summary>Batches waiting for the log. Default 1024.</summary>
    public int LogCapacity { get; init; } = 1024;

    /// <summary>Warnings waiting for the live channels; full = counted as dropped here, still told from the log. Default 4096.</summary>
    public int WarningCapacity { get; init; } = 4096;

    /// <summary>How long the log gathers batches nobody waits for. Default 200 ms: five syncs a second on a quiet site, which spares its flash; a power cut costs
    /// no more than that of polled readings. Warnings and messages whose sender waits are committed at once.</summary>
    public TimeSpan GroupWindow { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Most batches in one commit. Default 512.</summary>
    public int MaxBatchesPerCommit { get; init; } = 512;

    /// <summary>After this long without a commit, history counts as missing and batches are shed, counted. Default 2 s.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>First pause before a failed commit is tried again; doubles up to <see cref="StallLimit"/>. Default 50 ms.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What is the same for all alarms: who may silence what, re-alarm time.</summary>
    public EvaluatorOptions Evaluator { get; init; } = new();

    /// <summary>When channels that fold are told, and what is folded for them.</summary>
    public WarningGroupingOptions Grouping { get; init; } = new();

    /// <summary>How often the state of judging is written beside the log, so that a restart has little to judge again. Default 5 min.</summary>
    public TimeSpan StateInterval { get; init; } = TimeSpan.FromMinutes(5);
}
