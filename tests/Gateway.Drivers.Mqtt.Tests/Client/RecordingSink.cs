using System.Collections.Concurrent;
using System.Text;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Mqtt.Tests.Client;

/// <summary>Keeps payloads and unsettled deliveries for the test to settle.</summary>
internal sealed class RecordingSink : IMqttMessageSink
{
    public ConcurrentQueue<string> Payloads { get; } = new();

    public ConcurrentQueue<IDeliveryHandle> Deliveries { get; } = new();

    public ConcurrentQueue<int> Oversize { get; } = new();

    public void OnMessage(in MqttMessage message) => Payloads.Enqueue(Encoding.UTF8.GetString(message.Payload));

    public void OnOversize(ReadOnlySpan<byte> topic, int length) => Oversize.Enqueue(length);

    public ValueTask OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        if (delivery is not null)
        {
            Deliveries.Enqueue(delivery);
        }

        return ValueTask.CompletedTask;
    }

    public async Task<IDeliveryHandle> NextAsync()
    {
        IDeliveryHandle? handle = null;
        await Until(() => Deliveries.TryDequeue(out handle));
        return handle!;
    }

    public static async Task Until(Func<bool> condition)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(15);
        while (!condition())
        {
            (TimeProvider.System.GetUtcNow() < end).ShouldBeTrue("it did not happen within 15 s");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
