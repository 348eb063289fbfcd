using Gateway.Core.Alarms;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;

namespace Gateway.Pipeline.Stages;

/// <summary>One thing for the judging task to do: a batch, a command, or (neither) a look at the clock.</summary>
internal readonly record struct PartitionItem(ReadingBatch? Batch, PartitionCommand? Command);

/// <summary>Something done to an evaluator by its own task, in turn with the batches, so that it needs no lock.</summary>
internal sealed class PartitionCommand(Func<PartitionEvaluator, long, List<AlarmTransition>, List<WarningEvent>, object?> run)
{
    private readonly TaskCompletionSource<object?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<object?> Done => _done.Task;

    public void Run(PartitionEvaluator evaluator, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings)
    {
        try
        {
            _done.TrySetResult(run(evaluator, now, transitions, warnings));
        }
        catch (Exception error)
        {
            _done.TrySetException(error);
        }
    }

    public void Cancel() => _done.TrySetCanceled();
}
