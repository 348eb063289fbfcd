using Gateway.Core.Alarms;
using Gateway.Pipeline.Batches;

namespace Gateway.Pipeline.Stages;

/// <summary>One thing for the judging task to do: a batch, a command, or (neither) a look at the clock.</summary>
internal readonly record struct PartitionItem(ReadingBatch? Batch, PartitionCommand? Command);

/// <summary>
/// Something done to the evaluator by its own task, in turn with the batches, so that it needs no lock. What it does besides readings it notes in the batch it is
/// given (<see cref="ReadingBatch.Mark"/>), which is logged when anything is in it.
/// </summary>
internal sealed class PartitionCommand(Func<PartitionEvaluator, long, ReadingBatch, object?> run)
{
    private readonly TaskCompletionSource<object?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<object?> Done => _done.Task;

    public void Run(PartitionEvaluator evaluator, long now, ReadingBatch batch)
    {
        try
        {
            _done.TrySetResult(run(evaluator, now, batch));
        }
        catch (Exception error)
        {
            _done.TrySetException(error);
        }
    }

    public void Cancel() => _done.TrySetCanceled();
}
