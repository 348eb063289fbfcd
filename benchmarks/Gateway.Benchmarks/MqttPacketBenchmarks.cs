using System.Text;
using BenchmarkDotNet.Attributes;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Benchmarks;

/// <summary>Packets and topics: 100 PUBLISH packets of 80-byte payloads as they lie in the receive buffer, and one filter match.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class MqttPacketBenchmarks
{
    private const int Messages = 100;

    private readonly byte[] _filter = Encoding.UTF8.GetBytes("site/+/sensors/+/value");
    private readonly byte[] _topic = Encoding.UTF8.GetBytes("site/pump-room/sensors/gas-017/value");
    private readonly OutgoingBuffer _acks = new();
    private byte[] _stream = [];

    [Params(false, true)]
    public bool Version5 { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var buffer = new OutgoingBuffer();
        for (var i = 0; i < Messages; i++)
        {
            PacketEncoder.Publish(buffer, $"sensors/{i:D3}/t", new byte[80], new PublishFlags(1, false), (ushort)(i + 1), Version5);
        }

        _stream = buffer.Written.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Parse()
    {
        var sum = 0;
        for (ReadOnlySpan<byte> rest = _stream; Frame.TryRead(rest, out var frame); rest = rest[frame.Length..])
        {
            var message = MqttMessage.Parse(frame.Header, rest.Slice(frame.HeaderLength, frame.BodyLength), Version5);
            sum += message.PacketId + message.Payload.Length;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Acknowledge()
    {
        _acks.Clear();
        for (ushort id = 1; id <= Messages; id++)
        {
            PacketEncoder.Acknowledge(_acks, PacketType.PublishAck, id);
        }

        return _acks.Length;
    }

    [Benchmark]
    public bool MatchTopic() => TopicFilter.Matches(_filter, _topic);
}
