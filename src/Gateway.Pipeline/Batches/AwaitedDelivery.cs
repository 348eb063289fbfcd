using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Batches;

/// <summary>Lets the sender of a batch wait until it is durable. Any thread.</summary>
internal sealed class AwaitedDelivery : IDeliveryHandle
{
    private readonly TaskCompletionSource<DeliveryOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<DeliveryOutcome> Outcome => _outcome.Task;

    public void Settle(DeliveryOutcome outcome) => _outcome.TrySetResult(outcome);
}
