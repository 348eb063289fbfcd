using Gateway.Drivers.Modbus.Transports;

namespace Gateway.Drivers.Modbus.Tests.Fakes;

/// <summary>
/// A line without sockets whose replies come a fixed time after their request on the test's clock, so that a test can live through minutes at
/// once. With MBAP frames any number may be under way; RTU frames share the line one after the other.
/// </summary>
public sealed class MemoryLine(bool rtu, TimeProvider time, TimeSpan latency, Func<MemoryRequest, byte[]?> answer) : IChannelFactory
{
    public List<MemoryRequest> Requests { get; } = [];

    public ValueTask<IByteChannel> OpenAsync(CancellationToken cancellation) => ValueTask.FromResult<IByteChannel>(new MemoryChannel(Take));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Take(MemoryChannel channel, ReadOnlySpan<byte> sent)
    {
        while (!sent.IsEmpty)
        {
            var length = rtu ? 8 : 6 + (sent[4] << 8 | sent[5]);
            var request = new MemoryRequest(time.GetUtcNow(), sent[..length].ToArray(), rtu);
            sent = sent[length..];
            Requests.Add(request);
            if (answer(request) is { } pdu)
            {
                channel.DeliverLater(request.Frame(pdu), latency, time);
            }
        }
    }
}
