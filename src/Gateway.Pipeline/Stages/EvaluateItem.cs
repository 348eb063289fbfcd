using Gateway.Core.Alarms;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Stages;

/// <summary>One thing for the judging task to do: a batch, a command, or (neither) a look at the clock.</summary>
internal readonly record struct EvaluateItem(ReadingBatch? Batch, EvaluateCommand? Command);

/// <summary>
/// Something done to the evaluator by its own task, in turn with the batches, so that it needs no lock. What it does besides readings it notes in the batch it is
/// given (<see cref="ReadingBatch.Mark"/>), which is logged when anything is in it.
/// </summary>
internal sealed class EvaluateCommand(Func<SiteEvaluator, long, ReadingBatch, object?> run) : IDeliveryHandle
{
    private readonly TaskCompletionSource<object?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private object? _result;

    /// <summary>
    /// Ends when it was done; what a person did, not before it is on disk: nobody is told "done" of what a power cut would undo. A log that cannot
    /// store ends the waiting, too; it has an alarm of its own.
    /// </summary>
    public Task<object?> Done => _done.Task;

    public void Run(SiteEvaluator evaluator, long now, ReadingBatch batch)
    {
        try
        {
            _result = run(evaluator, now, batch);
        }
        catch (Exception error)
        {
            _done.TrySetException(error);
            return;
        }

        if (batch.Mark is { Event: JudgingEvent.Commanded })
        {
            batch.Delivery = this;
        }
        else
        {
            _done.TrySetResult(_result);
        }
    }

    public void Settle(DeliveryOutcome outcome) => _done.TrySetResult(_result);

    public void Cancel() => _done.TrySetCanceled();
}
