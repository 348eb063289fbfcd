using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Mqtt.Tests.Client;

/// <summary>A process that was started anew takes over a session whose QoS 2 state died with the one before (decision 0012).</summary>
public sealed class TakenOverSessionTests : IAsyncLifetime
{
    private readonly ClientHarness _harness = new();

    public async Task InitializeAsync()
    {
        _harness.Start(new MqttConnectionOptions());
        await _harness.Broker.AcceptAsync(sessionPresent: true);
        var (_, body) = await _harness.Broker.ReadAsync();
        await _harness.Broker.WriteAsync(0x90, 3, body[0], body[1], 1);

        // SUBSCRIBE leaves before the client counts itself connected.
        await RecordingSink.Until(() => _harness.Client.State == LinkState.Online);
    }

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    [Fact]
    public async Task A_repetition_is_handed_over_and_answered_only_when_stored()
    {
        await _harness.Broker.PublishAsync(2, 9, duplicate: true);
        var delivery = await _harness.Sink.NextAsync();
        (await _harness.Broker.IsQuietAsync()).ShouldBeTrue("it may not have been stored before the restart");
        delivery.Settle(DeliveryOutcome.Accepted);
        (await _harness.Broker.ReadAckAsync()).ShouldBe((PacketType.PublishReceived, 9));
    }

    [Fact]
    public async Task A_release_of_an_id_of_the_former_process_is_completed()
    {
        await _harness.Broker.WriteAsync(0x62, 2, 0, 9);
        (await _harness.Broker.ReadAckAsync()).ShouldBe((PacketType.PublishComplete, 9));
        _harness.Sink.Payloads.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_known_id_without_the_duplicate_flag_is_a_new_message_of_a_broker_that_forgot()
    {
        await _harness.Broker.PublishAsync(2, 9, "old");
        (await _harness.Sink.NextAsync()).Settle(DeliveryOutcome.Accepted);
        await _harness.Broker.ReadAckAsync();
        await _harness.Broker.PublishAsync(2, 9, "new");
        var second = await _harness.Sink.NextAsync();
        _harness.Sink.Payloads.ShouldBe(["old", "new"]);
        (await _harness.Broker.IsQuietAsync()).ShouldBeTrue("the new message is not stored");
        second.Settle(DeliveryOutcome.Accepted);
        (await _harness.Broker.ReadAckAsync()).ShouldBe((PacketType.PublishReceived, 9));
    }

    [Fact]
    public async Task Two_open_messages_under_one_id_count_as_stored_only_when_both_are()
    {
        await _harness.Broker.PublishAsync(2, 9, "old");
        var first = await _harness.Sink.NextAsync();
        await _harness.Broker.PublishAsync(2, 9, "new");
        await _harness.Sink.NextAsync();
        first.Settle(DeliveryOutcome.Accepted);
        await _harness.Broker.ReadAckAsync();
        await _harness.Broker.PublishAsync(2, 9, "new", duplicate: true);
        (await _harness.Broker.IsQuietAsync()).ShouldBeTrue("the newer one is not stored");
    }

    [Fact]
    public async Task Our_first_use_of_an_id_releases_what_the_former_process_may_have_left_open_under_it()
    {
        var taken = _harness.Client.PublishAsync("a", "x"u8.ToArray(), 2, retain: false, default).AsTask();
        var (type, id) = await _harness.Broker.ReadAckAsync();
        type.ShouldBe(PacketType.PublishRelease);
        var (header, body) = await _harness.Broker.ReadAsync();
        (header, (body[3] << 8) | body[4]).ShouldBe(((byte)0x34, id));

        // The answer to the precaution says nothing about the message.
        await _harness.Broker.WriteAsync(0x70, 2, (byte)(id >> 8), (byte)id);
        await _harness.Broker.WriteAsync(0x50, 2, (byte)(id >> 8), (byte)id);
        (await _harness.Broker.ReadAckAsync()).ShouldBe((PacketType.PublishRelease, id));
        taken.IsCompleted.ShouldBeFalse();
        await _harness.Broker.WriteAsync(0x70, 2, (byte)(id >> 8), (byte)id);
        (await taken).ShouldBeTrue();
    }
}
