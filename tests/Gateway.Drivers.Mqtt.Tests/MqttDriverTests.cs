using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Drivers.Mqtt.Tests.Client;
using Gateway.Pipeline.Configuration;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Drivers.Mqtt.Tests;

public sealed class MqttDriverTests : IAsyncLifetime
{
    private readonly ScriptedBroker _broker = new();
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PoolOutlet _outlet;
    private readonly MqttDriver _driver;
    private Task _run = Task.CompletedTask;

    public MqttDriverTests()
    {
        _outlet = new PoolOutlet(_time);
        var options = new MqttConnectionOptions { Id = "c", Port = _broker.Port, MaxPacketBytes = 1024, Reconnect = new MqttReconnectOptions { MinMs = 10, MaxMs = 10 } };
        _driver = new MqttDriver(
            options, [new ResolvedMqttBinding(3, new MqttPointBinding { Topic = "a/+", Path = "v" })], _outlet, 5, _time, NullLogger.Instance);
    }

    public async Task InitializeAsync()
    {
        _run = _driver.RunAsync(_stop.Token);
        await ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        while (!_run.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }

        await _driver.DisposeAsync();
        _broker.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Readings_carry_point_source_and_receive_time()
    {
        await _broker.PublishAsync(1, 1, """{"v":12}""", topic: "a/x");
        await RecordingSink.Until(() => !_outlet.Batches.IsEmpty);
        var (readings, delivery, source) = _outlet.Batches.Single();
        readings.ShouldBe([new Reading(3, 12, _time.GetUtcNow().Ticks, Quality.Good)]);
        source.ShouldBe(5);
        delivery!.Settle(DeliveryOutcome.Accepted);
        (await _broker.ReadAckAsync()).ShouldBe((PacketType.PublishAck, 1));
        _driver.GetHealth().Devices.Single().Polls.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_kept_aside_and_acknowledged()
    {
        await _broker.PublishAsync(1, 1, "{broken", topic: "a/x");
        await _broker.PublishAsync(1, 2, """{"v":1}""", topic: "nobody/asked");
        await _broker.PublishAsync(1, 3, new string(' ', 5000), topic: "a/x");
        for (var id = 1; id <= 3; id++)
        {
            (await _broker.ReadAckAsync()).ShouldBe((PacketType.PublishAck, id));
        }

        _outlet.Batches.ShouldBeEmpty();
        _driver.SetAside.Select(m => (m.Topic, m.PayloadLength > 4000)).ShouldBe([("a/x", false), ("nobody/asked", false), ("a/x", true)]);
        _driver.SetAside.ShouldAllBe(m => m.Reason.Length > 0);
        (_driver.SetAsideCount, _driver.UnmappedCount).ShouldBe((3, 1));
    }

    [Fact]
    public async Task What_is_kept_aside_is_bounded()
    {
        for (ushort id = 1; id <= 150; id++)
        {
            await _broker.PublishAsync(0, 0, "no", topic: "a/x");
        }

        await RecordingSink.Until(() => _driver.SetAsideCount == 150);
        _driver.SetAside.Count.ShouldBe(100);
    }

    [Fact]
    public async Task A_broker_gone_silent_is_given_up()
    {
        // Behind CONNACK and SUBACK, so that neither can be missing when the clock goes on.
        await _broker.PublishAsync(0, 0, """{"v":1}""", topic: "a/x");
        await RecordingSink.Until(() => !_outlet.Batches.IsEmpty);
        await RecordingSink.Until(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            return _driver.GetHealth().Devices[0].LastError is not null;
        });
        _driver.GetHealth().Devices[0].LastError!.ShouldContain("silent");
    }

    [Fact]
    public void The_sample_configuration_is_good()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sample.json")));
        var web = new JsonSerializerOptions(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };
        var errors = new ConfigurationErrors();
        MqttConnectionOptionsValidator.Validate(json.RootElement.GetProperty("connection").Deserialize<MqttConnectionOptions>(web)!, "connection", errors);
        foreach (var binding in json.RootElement.GetProperty("bindings").Deserialize<MqttPointBinding[]>(web)!)
        {
            MqttPointBindingValidator.Validate(binding, "binding", errors);
        }

        errors.Items.ShouldBeEmpty();
    }

    private async Task ConnectAsync()
    {
        await _broker.AcceptAsync();
        var (_, body) = await _broker.ReadAsync();
        await _broker.WriteAsync(0x90, 3, body[0], body[1], 1);
        await RecordingSink.Until(() => _driver.GetHealth().State == LinkState.Online);
    }
}
