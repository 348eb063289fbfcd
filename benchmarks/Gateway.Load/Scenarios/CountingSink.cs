using System.Threading.Channels;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;

namespace Gateway.Load.Scenarios;

/// <summary>Counts messages; their acknowledgements are released by another task, all that wait at once, as after a commit of the log.</summary>
internal sealed class CountingSink : IMqttMessageSink
{
    private readonly Channel<IDeliveryHandle> _deliveries = Channel.CreateUnbounded<IDeliveryHandle>(new() { SingleReader = true, SingleWriter = true });
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _messages;

    public long Messages => Interlocked.Read(ref _messages);

    public Task FirstMessage => _first.Task;

    public void OnMessage(in MqttMessage message)
    {
        if (++_messages == 1)
        {
            _first.SetResult();
        }
    }

    public void OnOversize(ReadOnlySpan<byte> topic, int length) => throw new InvalidDataException("No such message was sent.");

    public ValueTask OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        if (delivery is not null)
        {
            _deliveries.Writer.TryWrite(delivery);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Settles until cancelled, then what is left, so that the client need not wait for it.</summary>
    public async Task SettleAsync(CancellationToken stopping)
    {
        try
        {
            while (await _deliveries.Reader.WaitToReadAsync(stopping))
            {
                SettleAll();
            }
        }
        catch (OperationCanceledException)
        {
            SettleAll();
        }
    }

    private void SettleAll()
    {
        while (_deliveries.Reader.TryRead(out var delivery))
        {
            delivery.Settle(DeliveryOutcome.Accepted);
        }
    }
}
