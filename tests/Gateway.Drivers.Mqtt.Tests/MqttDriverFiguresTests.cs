using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Tests.Client;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Mqtt.Tests;

/// <summary>What a connection tells of itself: metrics, source clocks, logs.</summary>
public sealed class MqttDriverFiguresTests : IAsyncLifetime
{
    private readonly string _id = $"figures-{Guid.NewGuid():N}";
    private readonly ScriptedBroker _broker = new();
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly KeptLogs _logs = new();
    private readonly PoolOutlet _outlet;
    private readonly MqttDriver _driver;
    private Task _run = Task.CompletedTask;

    public MqttDriverFiguresTests()
    {
        _outlet = new PoolOutlet(_time);
        var options = new MqttConnectionOptions
        {
            Id = _id, Port = _broker.Port, MaxPacketBytes = 1024, KeepAliveS = 0, ClockToleranceS = 60, Reconnect = new MqttReconnectOptions { MinMs = 10, MaxMs = 10 },
        };
        var binding = new MqttPointBinding { Topic = "a/+", Path = "v", TimePath = "t", TimeFormat = "unixS" };
        _driver = new MqttDriver(options, [new ResolvedMqttBinding(3, binding)], _outlet, 0, _time, _logs);
    }

    public async Task InitializeAsync()
    {
        _run = _driver.RunAsync(_stop.Token);
        await ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await RecordingSink.Until(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _run.IsCompleted;
        });
        await _driver.DisposeAsync();
        _broker.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task The_clock_offset_of_a_source_is_told_by_topic_and_by_point()
    {
        _driver.ClockOffsetOf(3).ShouldBeNull();
        await ReadAsync("a/good", offset: 2);
        _driver.ClockOffsetOf(3)!.Value.TotalSeconds.ShouldBe(2, 0.01);
        await ReadAsync("a/slow", offset: -300);
        _driver.Clocks(10).Select(c => (c.Topic, Math.Round(c.OffsetS), c.IsOff)).ShouldBe([("a/slow", -300, true), ("a/good", 2, false)]);
        _driver.Clocks(1).Single().Topic.ShouldBe("a/slow");
        (_driver.ClocksOff, Figure("gateway_mqtt_clocks_off"), Math.Round(Figure("gateway_mqtt_clock_offset_seconds"))).ShouldBe((1, 1, -300));
        _outlet.Batches.Last().Readings.Single().Quality.ShouldBe(Quality.NotAccurate);
        (await WaitForLogAsync(2011)).ShouldContain("a/slow");
    }

    [Fact]
    public async Task A_clock_that_swings_around_the_limit_does_not_flood_the_log()
    {
        for (var i = 0; i < 20; i++)
        {
            await ReadAsync("a/x", offset: i % 2 == 0 ? 61 : 59);
        }

        _logs.Lines.Count(l => l.Id is 2011 or 2012).ShouldBe(1);
        _time.Advance(TimeSpan.FromMinutes(1));
        await ReadAsync("a/x", offset: 61);
        _logs.Lines.Count(l => l.Id is 2011 or 2012).ShouldBe(2);
        _driver.ClocksOff.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_bytes_reasons_pending_acks_reconnects_and_state_are_metrics()
    {
        await _broker.PublishAsync(1, 1, """{"v":1}""", topic: "a/x");
        await RecordingSink.Until(() => !_outlet.Batches.IsEmpty);
        Figure("gateway_mqtt_acks_pending").ShouldBe(1);
        _outlet.Batches.Single().Delivery!.Settle(DeliveryOutcome.Accepted);
        await _broker.PublishAsync(0, 0, "{broken", topic: "a/x");
        await _broker.PublishAsync(0, 0, "{}", topic: "b");
        await _broker.PublishAsync(0, 0, new string(' ', 5000), topic: "a/x");
        await RecordingSink.Until(() => _driver.SetAsideCount == 3);
        Figure("gateway_mqtt_received_messages_total").ShouldBe(4);
        Figure("gateway_mqtt_received_bytes_total").ShouldBeInRange(5000 + 7 + 7 + 2, 5000 + 7 + 7 + 2 + 10);
        foreach (var (reason, count) in new[] { ("unreadable", 1), ("unmapped", 1), ("oversize", 1), ("unexpected", 0) })
        {
            Figure("gateway_mqtt_set_aside_messages_total", reason).ShouldBe(count, reason);
        }

        (Figure("gateway_mqtt_acks_pending"), Figure("gateway_mqtt_reconnects_total"), Figure("gateway_mqtt_connection_state")).ShouldBe((0, 0, 1));
        _broker.Drop();
        await RecordingSink.Until(() => _driver.GetHealth().State == LinkState.Offline);
        Figure("gateway_mqtt_connection_state").ShouldBe(3);
        await ScriptedBroker.ComesAgainAsync(_time, ConnectAsync());
        await RecordingSink.Until(() => Figure("gateway_mqtt_reconnects_total") == 1);
    }

    private async Task ConnectAsync()
    {
        await _broker.AcceptAsync();
        var (_, body) = await _broker.ReadAsync();
        await _broker.WriteAsync(0x90, 3, body[0], body[1], 1);
        await RecordingSink.Until(() => _driver.GetHealth().State == LinkState.Online);
    }

    private async Task ReadAsync(string topic, int offset)
    {
        var before = _outlet.Batches.Count;
        var time = _time.GetUtcNow().ToUnixTimeSeconds() + offset;
        await _broker.PublishAsync(0, 0, $$"""{"v":1,"t":{{time}}}""", topic: topic);
        await RecordingSink.Until(() => _outlet.Batches.Count > before);
    }

    private async Task<string> WaitForLogAsync(int id)
    {
        await RecordingSink.Until(() => _logs.Lines.Any(l => l.Id == id));
        return _logs.Lines.First(l => l.Id == id).Text;
    }

    /// <summary>Newest value of an instrument for this connection.</summary>
    private double Figure(string name, string? reason = null)
    {
        var found = double.NaN;
        void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var labels = tags.ToArray().ToDictionary(t => t.Key, t => t.Value as string);
            found = labels["connection"] == _id && (reason is null || labels["reason"] == reason) ? value : found;
        }

        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == name)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Take(value, tags));
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Take(value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Take(value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return found;
    }

    private sealed class KeptLogs : ILogger
    {
        public ConcurrentQueue<(int Id, string Text)> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((eventId.Id, formatter(state, exception)));
    }
}
