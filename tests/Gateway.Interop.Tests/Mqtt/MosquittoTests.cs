using System.Globalization;
using Gateway.Drivers.Mqtt;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Interop.Tests.Mqtt;

/// <summary>The driver against Debian's mosquitto, with mosquitto_pub and mosquitto_sub at the other ends.</summary>
public sealed class MosquittoTests : IAsyncLifetime
{
    private readonly Mosquitto _broker = new();
    private readonly CollectingOutlet _outlet = new();
    private readonly CancellationTokenSource _stop = new();
    private MqttDriver _driver = null!;
    private Task _run = Task.CompletedTask;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await StopDriverAsync();
        await _broker.DisposeAsync();
        _stop.Dispose();
    }

    [Theory]
    [InlineData("3.1.1", 0)]
    [InlineData("3.1.1", 1)]
    [InlineData("3.1.1", 2)]
    [InlineData("5", 0)]
    [InlineData("5", 1)]
    [InlineData("5", 2)]
    public async Task Every_message_arrives_once_in_order(string version, int qos)
    {
        await _broker.StartAsync("allow_anonymous true");
        await StartDriverAsync(new MqttConnectionOptions { Version = version, Subscriptions = [new MqttSubscriptionOptions { Filter = "site/{device}/v", Qos = qos }] });
        await PublishManyAsync(version, qos, 500);
        await CollectingOutlet.Until(() => _outlet.Readings.Count >= 500, "500 messages");
        _outlet.Readings.Select(r => (int)r.Value).ShouldBe(Enumerable.Range(1, 500));
    }

    [Theory]
    [InlineData("3.1.1")]
    [InlineData("5")]
    public async Task Tls_with_a_client_certificate_and_password(string version)
    {
        TestCertificates.Write(_broker.FileOf);
        await PeerProcess.RunAsync("mosquitto_passwd", "-b", "-c", _broker.FileOf("users"), "edge", "correct horse");
        await File.WriteAllTextAsync(_broker.FileOf("password"), "correct horse\n");
        await _broker.StartAsync(TlsLines());
        await StartDriverAsync(TlsOptions() with { Version = version });
        await _driver.PublishAsync("site/a/v", """{"v":42}"""u8.ToArray(), 1, retain: false, default);
        await CollectingOutlet.Until(() => _outlet.Readings.Any(r => r.Value == 42), "our own message comes back");
    }

    [Fact]
    public async Task A_broker_that_the_authority_does_not_vouch_for_is_refused()
    {
        TestCertificates.Write(_broker.FileOf);
        await File.WriteAllTextAsync(_broker.FileOf("users"), "");
        await File.WriteAllTextAsync(_broker.FileOf("password"), "x");
        await _broker.StartAsync(TlsLines());
        var other = new TemporaryFolder();
        TestCertificates.Write(other.File);
        Start(TlsOptions() with { Tls = TlsOptions().Tls! with { CaFile = other.File("ca.pem") } });
        await CollectingOutlet.Until(() => _driver.GetHealth().Devices[0].LastError is not null, "a refusal");
        _driver.GetHealth().State.ShouldNotBe(LinkState.Online);
        other.Dispose();
    }

    [Theory]
    [InlineData("3.1.1")]
    [InlineData("5")]
    public async Task After_a_killed_broker_it_connects_and_subscribes_again(string version)
    {
        await _broker.StartAsync("allow_anonymous true");
        await StartDriverAsync(new MqttConnectionOptions { Version = version });
        await PublishAsync(1);
        await CollectingOutlet.Until(() => _outlet.Readings.Any(r => r.Value == 1), "the first message");
        await _broker.KillAsync();
        await CollectingOutlet.Until(() => _driver.GetHealth().State == LinkState.Offline, "offline");
        File.Delete(_broker.FileOf("mosquitto.db"));
        await _broker.StartAsync("allow_anonymous true");
        await CollectingOutlet.Until(() => _driver.GetHealth().State == LinkState.Online, "online again");
        var value = 2;
        while (_outlet.Readings.All(r => r.Value < 2))
        {
            await PublishAsync(value);
            value.ShouldBeLessThan(50, "subscribed but deaf");
            value++;
        }
    }

    [Fact]
    public async Task What_was_not_stored_comes_again()
    {
        await _broker.StartAsync("allow_anonymous true");
        _outlet.Outcome = DeliveryOutcome.Kept;
        await StartDriverAsync(new MqttConnectionOptions());
        await PublishAsync(5);
        await CollectingOutlet.Until(() => _outlet.Readings.Count >= 2, "a repetition");
        var seen = _outlet.Readings.Count;
        _outlet.Outcome = DeliveryOutcome.Accepted;
        await CollectingOutlet.Until(() => _outlet.Readings.Count > seen, "the last repetition");
        _outlet.Readings.ShouldAllBe(r => r.Value == 5);
    }

    [Fact]
    public async Task Messages_sent_while_we_are_away_wait_in_the_session()
    {
        await _broker.StartAsync("allow_anonymous true");
        await StartDriverAsync(new MqttConnectionOptions());
        await StopDriverAsync();
        await PublishAsync(8);
        using var again = new CancellationTokenSource();
        await using var second = Create(new MqttConnectionOptions());
        var run = second.RunAsync(again.Token);
        await CollectingOutlet.Until(() => _outlet.Readings.Any(r => r.Value == 8), "the waiting message");
        await again.CancelAsync();
        await run;
    }

    [Theory]
    [InlineData("3.1.1")]
    [InlineData("5")]
    public async Task A_new_process_takes_over_the_session_and_loses_nothing_of_qos_2(string version)
    {
        await _broker.StartAsync("allow_anonymous true");
        var options = new MqttConnectionOptions { Version = version, Subscriptions = [new MqttSubscriptionOptions { Filter = "site/a/v", Qos = 2 }] };
        await StartDriverAsync(options);
        _outlet.Outcome = null;
        await PublishManyAsync(version, 2, 15);
        await CollectingOutlet.Until(() => _outlet.Readings.Count >= 15, "15 messages that are never stored");
        await StopDriverAsync();
        _outlet.Readings.Clear();
        _outlet.Outcome = DeliveryOutcome.Accepted;
        using var again = new CancellationTokenSource();
        await using var second = Create(options);
        var run = second.RunAsync(again.Token);
        await CollectingOutlet.Until(() => _outlet.Readings.Count >= 15, "the same 15 messages");
        _outlet.Readings.Select(r => (int)r.Value).ShouldBe(Enumerable.Range(1, 15));
        await using var peer = PeerProcess.Start(
            "stdbuf", "-oL", "mosquitto_sub", "-p", Text(_broker.Port), "-h", "127.0.0.1", "-t", "warn/#", "-q", "2", "-v", "-d");
        await peer.WaitForOutputAsync("Subscribed");
        (await second.PublishAsync("warn/x", "taken over"u8.ToArray(), 2, retain: false, default)).ShouldBeTrue();
        await peer.WaitForOutputAsync("warn/x taken over");
        await again.CancelAsync();
        await run;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Mosquitto_sub_takes_what_we_publish(int qos)
    {
        await _broker.StartAsync("allow_anonymous true");
        await StartDriverAsync(new MqttConnectionOptions { Version = "5" });
        await using var peer = PeerProcess.Start(
            "stdbuf", "-oL", "mosquitto_sub", "-p", Text(_broker.Port), "-h", "127.0.0.1", "-t", "warn/#", "-q", "2", "-v", "-d");
        await peer.WaitForOutputAsync("Subscribed");
        (await _driver.PublishAsync("warn/红色", "泄漏"u8.ToArray(), qos, retain: false, default)).ShouldBeTrue();
        await peer.WaitForOutputAsync("warn/红色 泄漏");
    }

    [Fact]
    public async Task The_will_is_published_when_the_connection_breaks()
    {
        await _broker.StartAsync("allow_anonymous true");
        var will = new MqttWillOptions { Topic = "state/edge", Payload = "gone", Retain = true };
        var inner = new MqttConnectionOptions { Id = "same", Will = will };
        Start(inner);
        await CollectingOutlet.Until(() => _driver.GetHealth().State == LinkState.Online, "online");

        // Another client with the same id makes the broker close ours without a goodbye.
        await PeerProcess.RunAsync("mosquitto_pub", "-p", Text(_broker.Port), "-h", "127.0.0.1", "-i", "gateway-same", "-t", "x", "-m", "1");
        await using var peer = PeerProcess.Start("stdbuf", "-oL", "mosquitto_sub", "-p", Text(_broker.Port), "-h", "127.0.0.1", "-t", "state/#", "-v");
        await peer.WaitForOutputAsync("state/edge gone");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string[] TlsLines() =>
    [
        $"cafile {_broker.FileOf("ca.pem")}", $"certfile {_broker.FileOf("server.pem")}", $"keyfile {_broker.FileOf("server.key")}",
        "require_certificate true", "allow_anonymous false", $"password_file {_broker.FileOf("users")}",
    ];

    private MqttConnectionOptions TlsOptions() => new()
    {
        Username = "edge",
        PasswordFile = _broker.FileOf("password"),
        Tls = new MqttTlsOptions { CaFile = _broker.FileOf("ca.pem"), CertFile = _broker.FileOf("client.pem"), KeyFile = _broker.FileOf("client.key") },
    };

    private async Task PublishAsync(int value)
    {
        var (code, output) = await PeerProcess.RunAsync(
            "mosquitto_pub", "-p", Text(_broker.Port), "-h", "127.0.0.1", "-q", "1", "-t", "site/a/v", "-m", $$"""{"v":{{value}}}""");
        code.ShouldBe(0, output);
    }

    private async Task PublishManyAsync(string version, int qos, int count)
    {
        var lines = string.Join("; ", $"for i in $(seq 1 {count})", """do echo "{\"v\":$i}" """, "done");
        var (code, output) = await PeerProcess.RunAsync(
            "bash", "-c", $"({lines}) | mosquitto_pub -h 127.0.0.1 -p {_broker.Port} -V {(version == "5" ? "mqttv5" : "mqttv311")} -q {qos} -t site/a/v -l");
        code.ShouldBe(0, output);
    }

    private MqttDriver Create(MqttConnectionOptions options) => new(
        options with { Id = options.Id.Length > 0 ? options.Id : "edge", Port = _broker.Port, Reconnect = new MqttReconnectOptions { MinMs = 20, MaxMs = 200 } },
        [new ResolvedMqttBinding(0, new MqttPointBinding { Topic = "site/a/v", Path = "v" })],
        _outlet, 0, TimeProvider.System, NullLogger.Instance);

    private void Start(MqttConnectionOptions options)
    {
        _driver = Create(options);
        _run = _driver.RunAsync(_stop.Token);
    }

    private async Task StartDriverAsync(MqttConnectionOptions options)
    {
        Start(options);
        await CollectingOutlet.Until(() => _driver.GetHealth().State == LinkState.Online, "online");
        var value = -1;

        // Subscribed once a message comes back; the probe's own readings are forgotten.
        while (_outlet.Readings.IsEmpty)
        {
            await _driver.PublishAsync("site/a/v", """{"v":-1}"""u8.ToArray(), 0, retain: false, default);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            value--;
            value.ShouldBeGreaterThan(-500);
        }

        // Behind all probes, whose echoes may be late: what comes after it is the test's own.
        await _driver.PublishAsync("site/a/v", """{"v":-2}"""u8.ToArray(), 0, retain: false, default);
        await CollectingOutlet.Until(() => _outlet.Readings.Any(r => r.Value == -2), "the last probe");
        _outlet.Readings.Clear();
    }

    private async Task StopDriverAsync()
    {
        if (_driver is null)
        {
            return;
        }

        await _stop.CancelAsync();
        await _run.WaitAsync(TimeSpan.FromSeconds(10));
        await _driver.DisposeAsync();
    }
}
