using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Tests.Client;

/// <summary>Limits and reason codes of a version 5 broker.</summary>
public sealed class BrokerLimitsTests : IAsyncLifetime
{
    private readonly ClientHarness _harness = new();

    public Task InitializeAsync()
    {
        _harness.Start(new MqttConnectionOptions { Version = "5", KeepAliveS = 0 });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    [Fact]
    public async Task A_session_taken_over_by_another_client_is_named()
    {
        await _harness.Broker.AcceptVersion5Async();
        await _harness.Broker.WriteAsync(0xE0, 2, 0x8E, 0);
        await RecordingSink.Until(() => _harness.Client.LastError is not null);
        _harness.Client.LastError!.ShouldContain("took over");
    }

    [Fact]
    public async Task Retain_is_left_off_where_the_broker_has_none()
    {
        await _harness.Broker.AcceptVersion5Async(PropertyReader.RetainAvailable, 0);
        await OnlineAsync();
        (await _harness.Client.PublishAsync("a", "x"u8.ToArray(), 0, retain: true, default)).ShouldBeTrue();
        (await _harness.Broker.ReadAsync()).Header.ShouldBe((byte)0x30);
    }

    [Fact]
    public async Task No_more_publications_are_open_than_the_broker_receives_and_a_broker_that_answers_none_is_left()
    {
        await _harness.Broker.AcceptVersion5Async(PropertyReader.ReceiveMaximum, 0, 1);
        await OnlineAsync();
        var first = _harness.Client.PublishAsync("a", "1"u8.ToArray(), 1, retain: false, default).AsTask();
        (await _harness.Client.PublishAsync("a", "2"u8.ToArray(), 1, retain: false, default)).ShouldBeFalse();
        _harness.Client.LastError.ShouldBeNull("the first may still be answered");
        await _harness.UntilAsync(() => first.IsCompleted);
        (await first).ShouldBeFalse();
        (await _harness.Client.PublishAsync("a", "3"u8.ToArray(), 1, retain: false, default)).ShouldBeFalse();
        await _harness.UntilAsync(() => _harness.Client.LastError is not null);
        _harness.Client.LastError!.ShouldContain("acknowledges publications");
        await ScriptedBroker.ComesAgainAsync(_harness.Time, _harness.Broker.AcceptVersion5Async());
    }

    [Fact]
    public async Task A_publication_larger_than_the_broker_takes_is_not_sent()
    {
        await _harness.Broker.AcceptVersion5Async(PropertyReader.MaximumPacketSize, 0, 0, 0, 100);
        await OnlineAsync();
        (await _harness.Client.PublishAsync("a", new byte[200], 1, retain: false, default)).ShouldBeFalse();
        (await _harness.Broker.IsQuietAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_publication_the_broker_refuses_is_told()
    {
        await _harness.Broker.AcceptVersion5Async();
        await OnlineAsync();
        var refused = _harness.Client.PublishAsync("a", "x"u8.ToArray(), 2, retain: false, default).AsTask();
        var (_, body) = await _harness.Broker.ReadAsync();
        await _harness.Broker.WriteAsync(0x50, 3, body[3], body[4], 0x87);
        (await refused).ShouldBeFalse();
        (await _harness.Broker.IsQuietAsync()).ShouldBeTrue("a refused message is not released");
    }

    private Task OnlineAsync() => RecordingSink.Until(() => _harness.Client.State == Gateway.Pipeline.Ports.LinkState.Online);
}
