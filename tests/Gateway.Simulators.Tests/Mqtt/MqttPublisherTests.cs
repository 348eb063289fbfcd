using Gateway.Simulators.Mqtt;

namespace Gateway.Simulators.Tests.Mqtt;

public class MqttPublisherTests
{
    [Theory]
    [InlineData(0, new byte[] { 0 })]
    [InlineData(127, new byte[] { 0x7F })]
    [InlineData(128, new byte[] { 0x80, 0x01 })]
    [InlineData(16_383, new byte[] { 0xFF, 0x7F })]
    [InlineData(2_097_152, new byte[] { 0x80, 0x80, 0x80, 0x01 })]
    public void Encodes_the_remaining_length_of_the_specification(int value, byte[] expected) =>
        MqttPackets.Length(value).ShouldBe(expected);

    [Fact]
    public void Encodes_connect_and_publish_byte_for_byte()
    {
        MqttPackets.Connect("ab", 30).ShouldBe([0x10, 14, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 0, 0, 30, 0, 2, (byte)'a', (byte)'b']);
        MqttPackets.Publish("a/b", "hi"u8, 1, 0x0102).ShouldBe([0x32, 9, 0, 3, (byte)'a', (byte)'/', (byte)'b', 1, 2, (byte)'h', (byte)'i']);
        MqttPackets.Publish("a", "x"u8, 0, 0, retain: true).ShouldBe([0x31, 4, 0, 1, (byte)'a', (byte)'x']);
    }

    [Fact]
    public async Task Tells_which_messages_the_broker_acknowledged()
    {
        using var broker = new FakeBroker();
        await using var publisher = new MqttPublisher(new MqttPublisherOptions("127.0.0.1", broker.Port, "p"), TimeProvider.System);
        var acknowledged = 0;
        for (var i = 0; i < 500; i++)
        {
            publisher.TryPublish("t", "x"u8, 1, () => Interlocked.Increment(ref acknowledged)).ShouldBeTrue();
        }

        (await publisher.DrainAsync(TimeSpan.FromSeconds(15))).ShouldBeTrue();

        // A message leaves the outbox a moment before it is told.
        await broker.WaitForAsync(() => Volatile.Read(ref acknowledged) == 500);
        acknowledged.ShouldBe(500);
        broker.Packets.Count(p => p.Head == 0x32).ShouldBe(500);
    }

    [Fact]
    public async Task Resends_what_was_not_acknowledged_with_dup_and_in_order_after_a_lost_connection()
    {
        using var broker = new FakeBroker { Acknowledging = false };
        await using var publisher = new MqttPublisher(new MqttPublisherOptions("127.0.0.1", broker.Port, "p", ReconnectMs: 10), TimeProvider.System);
        for (byte i = 0; i < 5; i++)
        {
            publisher.TryPublish("t", [i], 1);
        }

        await broker.WaitForAsync(() => broker.Packets.Count == 6);
        broker.Packets.Clear();
        broker.Acknowledging = true;
        broker.Drop();
        (await publisher.DrainAsync(TimeSpan.FromSeconds(15))).ShouldBeTrue();
        var again = broker.Packets.Skip(1).ToArray();
        again.Select(p => p.Head).ShouldAllBe(h => h == 0x3A);
        again.Select(p => p.Body[^1]).ShouldBe([0, 1, 2, 3, 4]);
        publisher.Connected.ShouldBe(2);
    }

    [Fact]
    public async Task Refuses_further_messages_when_too_many_are_unacknowledged()
    {
        using var broker = new FakeBroker { Acknowledging = false };
        await using var publisher = new MqttPublisher(new MqttPublisherOptions("127.0.0.1", broker.Port, "p", MaxUnacknowledged: 3), TimeProvider.System);
        Enumerable.Range(0, 5).Select(_ => publisher.TryPublish("t", "x"u8, 1)).ShouldBe([true, true, true, false, false]);
        publisher.IsFull.ShouldBeTrue();
        publisher.Outstanding.ShouldBe(3);
    }

    [Fact]
    public async Task Keeps_messages_while_there_is_no_broker()
    {
        var port = Gateway.Testing.Peers.FreePort.Next();
        await using var publisher = new MqttPublisher(new MqttPublisherOptions("127.0.0.1", port, "p", ReconnectMs: 10), TimeProvider.System);
        publisher.TryPublish("t", "x"u8, 1).ShouldBeTrue();
        (await publisher.DrainAsync(TimeSpan.FromMilliseconds(100))).ShouldBeFalse();
        publisher.Outstanding.ShouldBe(1);
    }
}
