using FsCheck;
using FsCheck.Fluent;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Mqtt.Tests.Client;

public sealed class ReceiveLoopTests
{
    private const int MostBytes = 1024;

    private static readonly byte[] s_connectAck = [0x20, 2, 0, 0];

    [Fact]
    public void However_the_stream_is_cut_the_same_messages_come_out() =>
        Prop.ForAll(
            Gen.Choose(0, 3000).ListOf().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (sizes, seed) =>
            {
                var stream = Publications(sizes, version5: false);
                var (sink, end) = Read(stream, seed, version5: false);
                end.ShouldBeOfType<EndOfStreamException>();
                sink.Sizes.ShouldBe(sizes.Where(s => s <= 1000));
                sink.Oversize.ShouldBe(sizes.Count(s => s > 1000));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damaged_streams_end_the_connection_and_nothing_else(bool version5) =>
        Prop.ForAll(Gen.Choose(0, 1500).ListOf().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (sizes, seed) =>
        {
            var stream = Publications(sizes, version5);
            var random = new System.Random(seed);
            for (var i = 0; i < 1 + (stream.Length / 200); i++)
            {
                stream[random.Next(stream.Length)] = (byte)random.Next(256);
            }

            var (_, end) = Read(stream, seed, version5);
            (end is EndOfStreamException or MqttProtocolException).ShouldBeTrue(end.ToString());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Random_bytes_after_the_greeting_end_the_connection_and_nothing_else() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (bytes, seed) =>
        {
            var (_, end) = Read([.. s_connectAck, .. bytes], seed, version5: false);
            (end is EndOfStreamException or MqttProtocolException).ShouldBeTrue(end.ToString());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData(0x30, 3000, "a topic that reaches into the next packet")]
    [InlineData(0x36, 1, "QoS 3")]
    [InlineData(0x32, 1, "packet id 0")]
    public void A_message_too_large_is_held_to_the_rules_as_well(byte header, int topicLength, string why)
    {
        var body = new byte[2000];
        (body[0], body[1]) = ((byte)(topicLength >> 8), (byte)topicLength);
        var (sink, end) = Read([.. s_connectAck, header, 0xD0, 0x0F, .. body, .. new byte[4000]], 1, version5: false);
        end.ShouldBeOfType<MqttProtocolException>(why);
        sink.Oversize.ShouldBe(0);
    }

    private static byte[] Publications(IEnumerable<int> sizes, bool version5)
    {
        var buffer = new OutgoingBuffer();
        buffer.Bytes(version5 ? [0x20, 3, 0, 0, 0] : s_connectAck);
        ushort id = 0;
        foreach (var size in sizes.Select(s => s is > 1000 and <= 1024 ? s + 100 : s))
        {
            id++;
            PacketEncoder.Publish(buffer, "t/1", new byte[size], new PublishFlags(id % 3, false), id, version5);
        }

        return buffer.Written.ToArray();
    }

    private static (SettlingSink Sink, Exception End) Read(byte[] bytes, int seed, bool version5)
    {
        using var sender = new PacketSender();
        using var ledger = new AckLedger(1000, static () => { });
        var control = new ControlPacketHandler(version5, sender, ledger, new Mqtt.Client.Publications());
        var sink = new SettlingSink();
        using var stream = new ChoppedStream(bytes, new System.Random(seed));
        var loop = new ReceiveLoop(stream, MostBytes, version5, ledger, sink, control, TimeProvider.System);
        var run = loop.RunAsync(CancellationToken.None, CancellationToken.None);
        run.ContinueWith(static _ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue("it hangs");
        return (sink, run.Exception!.InnerException!);
    }

    private sealed class SettlingSink : IMqttMessageSink
    {
        public List<int> Sizes { get; } = [];

        public int Oversize { get; private set; }

        public void OnMessage(in MqttMessage message) => Sizes.Add(message.Payload.Length);

        public void OnOversize(ReadOnlySpan<byte> topic, int length) => Oversize++;

        public ValueTask OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
        {
            delivery?.Settle(DeliveryOutcome.Accepted);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Gives the bytes in pieces of any size, one byte included.</summary>
    private sealed class ChoppedStream(byte[] bytes, System.Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var most = random.Next(4) == 0 ? 3 : 5000;
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, most))], cancellationToken);
        }
    }
}
