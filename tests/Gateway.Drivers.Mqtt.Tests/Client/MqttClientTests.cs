using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Drivers.Mqtt.Tests.Client;

public sealed class MqttClientTests : IAsyncLifetime
{
    private readonly ScriptedBroker _broker = new();
    private readonly RecordingSink _sink = new();
    private readonly CancellationTokenSource _stop = new();
    private MqttConnectionOptions _options = new() { Id = "c" };
    private MqttClient _client = null!;
    private Task _run = Task.CompletedTask;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(TimeSpan.FromSeconds(10));
        await _client.DisposeAsync();
        _broker.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Acknowledges_only_after_the_batch_is_settled()
    {
        await ConnectAsync();
        await _broker.PublishAsync(1, 7);
        var delivery = await _sink.NextAsync();
        (await _broker.IsQuietAsync()).ShouldBeTrue();
        delivery.Settle(DeliveryOutcome.Accepted);
        (await _broker.ReadAckAsync()).ShouldBe((PacketType.PublishAck, 7));
    }

    [Fact]
    public async Task Acknowledges_in_the_order_of_arrival_whatever_settles_first()
    {
        await ConnectAsync();
        await _broker.PublishAsync(1, 1);
        var first = await _sink.NextAsync();
        await _broker.PublishAsync(1, 2);
        var second = await _sink.NextAsync();
        second.Settle(DeliveryOutcome.Rejected);
        (await _broker.IsQuietAsync()).ShouldBeTrue();
        first.Settle(DeliveryOutcome.Accepted);
        (await _broker.ReadAckAsync()).Id.ShouldBe(1);
        (await _broker.ReadAckAsync()).Id.ShouldBe(2);
    }

    [Fact]
    public async Task A_kept_batch_is_not_acknowledged_and_the_session_is_resumed_for_redelivery()
    {
        await ConnectAsync();
        await _broker.PublishAsync(1, 7);
        (await _sink.NextAsync()).Settle(DeliveryOutcome.Kept);
        var connect = await _broker.AcceptAsync(sessionPresent: true);
        (connect[7] & 2).ShouldBe(0, "a clean session would lose the message");
        ((await _broker.ReadAsync()).Header >> 4).ShouldBe((int)PacketType.Subscribe);
        await _broker.PublishAsync(1, 7, duplicate: true);
        (await _sink.NextAsync()).Settle(DeliveryOutcome.Accepted);
        (await _broker.ReadAckAsync()).ShouldBe((PacketType.PublishAck, 7));
    }

    [Fact]
    public async Task An_ack_that_comes_after_its_connection_is_gone_is_not_sent_on_the_next()
    {
        await ConnectAsync();
        await _broker.PublishAsync(1, 7);
        var late = await _sink.NextAsync();
        _broker.Drop();
        await ConnectAsync(sessionPresent: true);
        late.Settle(DeliveryOutcome.Accepted);
        (await _broker.IsQuietAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Qos_2_is_handed_over_once_also_over_a_reconnect()
    {
        await ConnectAsync();
        await _broker.PublishAsync(2, 9);
        var first = await _sink.NextAsync();
        _broker.Drop();
        await ConnectAsync(sessionPresent: true);
        await _broker.PublishAsync(2, 9, duplicate: true);
        (await _broker.IsQuietAsync()).ShouldBeTrue("it is not stored yet");
        first.Settle(DeliveryOutcome.Accepted);
        (await _broker.ReadAckAsync()).ShouldBe((PacketType.PublishReceived, 9));
        await _broker.PublishAsync(2, 9, duplicate: true);
        (await _broker.ReadAckAsync()).ShouldBe((PacketType.PublishReceived, 9));
        await _broker.WriteAsync(0x62, 2, 0, 9);
        (await _broker.ReadAckAsync()).ShouldBe((PacketType.PublishComplete, 9));
        _sink.Payloads.Count.ShouldBe(1);
        await _broker.PublishAsync(2, 9, "2");
        await _sink.NextAsync();
        _sink.Payloads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Never_holds_more_than_the_bound_in_flight()
    {
        _options = _options with { MaxInFlight = 3 };
        await ConnectAsync();
        for (ushort id = 1; id <= 10; id++)
        {
            await _broker.PublishAsync(1, id);
        }

        await RecordingSink.Until(() => _sink.Payloads.Count == 3);
        (await _broker.IsQuietAsync()).ShouldBeTrue();
        _sink.Payloads.Count.ShouldBe(3);
        while (_sink.Payloads.Count < 10 || _client.InFlight > 0)
        {
            (await _sink.NextAsync()).Settle(DeliveryOutcome.Accepted);
            _client.InFlight.ShouldBeLessThanOrEqualTo(3);
        }

        for (var id = 1; id <= 10; id++)
        {
            (await _broker.ReadAckAsync()).Id.ShouldBe(id);
        }
    }

    [Fact]
    public async Task A_message_too_large_is_passed_over_acknowledged_and_does_not_harm_the_next()
    {
        _options = _options with { MaxPacketBytes = 1024 };
        await ConnectAsync();
        await _broker.PublishAsync(1, 1, new string('x', 600_000));
        await _broker.PublishAsync(1, 2, "small");
        await RecordingSink.Until(() => _sink.Payloads.Contains("small"));
        _sink.Oversize.ShouldHaveSingleItem();
        while (_client.InFlight > 0)
        {
            (await _sink.NextAsync()).Settle(DeliveryOutcome.Rejected);
        }

        (await _broker.ReadAckAsync()).Id.ShouldBe(1);
        (await _broker.ReadAckAsync()).Id.ShouldBe(2);
    }

    [Fact]
    public async Task Damaged_packets_close_the_connection_and_it_comes_back()
    {
        await ConnectAsync();
        await _broker.WriteAsync(0x36, 1, 0);
        await ConnectAsync();
        _client.Connects.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_connect_says_why()
    {
        Start();
        await _broker.AcceptAsync(reason: 4);
        await RecordingSink.Until(() => _client.LastError is not null);
        _client.LastError!.ShouldContain("bad user name or password");
        _client.State.ShouldNotBe(LinkState.Online);
    }

    [Fact]
    public async Task Publishing_tells_whether_the_broker_took_it()
    {
        await ConnectAsync();
        var taken = _client.PublishAsync("a", "x"u8.ToArray(), 1, retain: false, default).AsTask();
        var (header, body) = await _broker.ReadAsync();
        header.ShouldBe((byte)0x32);
        await _broker.WriteAsync(0x40, 2, body[3], body[4]);
        (await taken).ShouldBeTrue();
        var lost = _client.PublishAsync("a", "x"u8.ToArray(), 2, retain: true, default).AsTask();
        await _broker.ReadAsync();
        _broker.Drop();
        (await lost).ShouldBeFalse();
    }

    [Fact]
    public async Task Qos_2_ids_left_open_are_released_after_a_reconnect()
    {
        await ConnectAsync();
        var lost = _client.PublishAsync("a", "x"u8.ToArray(), 2, retain: false, default).AsTask();
        var (_, body) = await _broker.ReadAsync();
        _broker.Drop();
        (await lost).ShouldBeFalse();
        await _broker.AcceptAsync(sessionPresent: true);
        (await _broker.ReadAckAsync()).ShouldBe((PacketType.PublishRelease, (body[3] << 8) | body[4]));
    }

    private async Task ConnectAsync(bool sessionPresent = false)
    {
        if (_client is null)
        {
            Start();
        }

        await _broker.AcceptAsync(sessionPresent);
        var (header, body) = await _broker.ReadAsync();
        ((PacketType)(header >> 4)).ShouldBe(PacketType.Subscribe);
        await _broker.WriteAsync(0x90, 3, body[0], body[1], 1);

        // SUBSCRIBE leaves before the client counts itself connected.
        await RecordingSink.Until(() => _client!.State == LinkState.Online);
    }

    private void Start()
    {
        var options = _options with { Port = _broker.Port, Reconnect = new MqttReconnectOptions { MinMs = 10, MaxMs = 50 } };
        _client = new MqttClient(options, [new MqttSubscriptionOptions { Filter = "t" }], _sink, TimeProvider.System, NullLogger.Instance);
        _run = _client.RunAsync(_stop.Token);
    }
}
