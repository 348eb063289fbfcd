using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Mqtt.Tests.Client;

/// <summary>Brokers that do not answer, and keep-alive.</summary>
public sealed class SilentBrokerTests : IAsyncLifetime
{
    private readonly ClientHarness _harness = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    [Fact]
    public async Task With_keep_alive_0_nothing_is_pinged_and_no_silence_reported()
    {
        _harness.Start(new MqttConnectionOptions { KeepAliveS = 0 });
        var connect = await _harness.Broker.AcceptAsync();
        ((connect[8] << 8) | connect[9]).ShouldBe(0);
        await AnswerSubscribeAsync();
        await _harness.Broker.PublishAsync(0, 0);
        await RecordingSink.Until(() => _harness.Sink.Payloads.Count == 1);
        for (var hour = 0; hour < 5; hour++)
        {
            _harness.Time.Advance(TimeSpan.FromHours(1));
            (await _harness.Broker.IsQuietAsync(30)).ShouldBeTrue("no ping");
        }

        (_harness.Client.State, _harness.Client.LastError).ShouldBe((LinkState.Online, null));
        await _harness.Broker.PublishAsync(0, 0);
        await RecordingSink.Until(() => _harness.Sink.Payloads.Count == 2);
    }

    [Fact]
    public async Task The_keep_alive_a_version_5_broker_asks_for_is_kept_from_the_first_ping_on()
    {
        _harness.Start(new MqttConnectionOptions { Version = "5", KeepAliveS = 600 });
        await _harness.Broker.AcceptVersion5Async(PropertyReader.ServerKeepAlive, 0, 6);
        await RecordingSink.Until(() => _harness.Client.State == LinkState.Online);

        var started = _harness.Time.GetTimestamp();
        var ping = _harness.Broker.ReadAsync();
        await RecordingSink.Until(() =>
        {
            _harness.Time.Advance(TimeSpan.FromMilliseconds(20));
            return ping.IsCompleted;
        });
        (await ping).Header.ShouldBe((byte)0xC0);
        _harness.Time.GetElapsedTime(started).TotalSeconds.ShouldBeLessThan(9, "the broker gives up after one and a half times 6 s");
        _harness.Client.LastError.ShouldBeNull();
    }

    [Fact]
    public async Task A_broker_that_never_answers_connect_is_given_up()
    {
        _harness.Start(new MqttConnectionOptions { KeepAliveS = 0 });
        await _harness.Broker.AcceptSilentlyAsync();
        await _harness.UntilAsync(() => _harness.Client.LastError is not null);
        _harness.Client.LastError!.ShouldContain("CONNACK");
        await ScriptedBroker.ComesAgainAsync(_harness.Time, _harness.Broker.AcceptAsync());
    }

    [Fact]
    public async Task A_broker_that_never_answers_subscribe_is_given_up()
    {
        _harness.Start(new MqttConnectionOptions { KeepAliveS = 0 });
        await _harness.Broker.AcceptAsync();
        await RecordingSink.Until(() => _harness.Client.State == LinkState.Online);
        await _harness.UntilAsync(() => _harness.Client.LastError is not null);
        _harness.Client.LastError!.ShouldContain("SUBACK");
    }

    [Fact]
    public async Task A_broker_that_never_answers_the_tls_handshake_is_given_up()
    {
        _harness.Start(new MqttConnectionOptions { Tls = new MqttTlsOptions() });
        await _harness.Broker.AcceptSocketAsync();
        await _harness.UntilAsync(() => _harness.Client.LastError is not null);
        _harness.Client.LastError!.ShouldContain("No connection within");
    }

    [Fact]
    public async Task A_broker_that_speaks_no_tls_is_given_up()
    {
        _harness.Start(new MqttConnectionOptions { Tls = new MqttTlsOptions() });
        await _harness.Broker.AcceptSocketAsync();
        await _harness.Broker.WriteAsync([.. "220 mail.example ESMTP\r\n"u8]);
        await RecordingSink.Until(() => _harness.Client.LastError is not null);
        _harness.Client.State.ShouldNotBe(LinkState.Online);
    }

    [Fact]
    public async Task A_suback_that_answers_fewer_filters_than_asked_breaks_the_connection()
    {
        _harness.Start(new MqttConnectionOptions());
        await _harness.Broker.AcceptAsync();
        var (_, body) = await _harness.Broker.ReadAsync();
        await _harness.Broker.WriteAsync(0x90, 2, body[0], body[1]);
        await RecordingSink.Until(() => _harness.Client.LastError is not null);
        _harness.Client.LastError!.ShouldContain("SUBACK");
    }

    private async Task AnswerSubscribeAsync()
    {
        var (_, body) = await _harness.Broker.ReadAsync();
        await _harness.Broker.WriteAsync(0x90, 3, body[0], body[1], 1);
    }
}
