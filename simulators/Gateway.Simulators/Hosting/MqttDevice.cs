using System.Buffers;
using System.Text.Json;
using Gateway.Simulators.Faults;
using Gateway.Simulators.Ledger;
using Gateway.Simulators.Mqtt;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Hosting;

/// <summary>Publishes the values of a device at its period and notes in the ledger what went out.</summary>
internal sealed class MqttDevice(
    MqttDeviceDefinition definition, Func<FieldDefinition, FieldState> state, SentLedger ledger, FaultTimetable faults, TimeProvider time)
{
    private readonly FieldState[] _fields = [.. definition.Fields.Select(state)];
    private readonly List<LevelChange> _pending = [];
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly DeviceLedger _sent = ledger.Device(definition.Device, "mqtt");
    private long _published = -1;

    public string Name => definition.Device;

    public FieldState? Field(string id) => Array.Find(_fields, f => f.Definition.Id == id);

    public void Update(double story, double scenario)
    {
        foreach (var field in _fields)
        {
            var value = Math.Round(field.ValueAt(story, scenario), field.Definition.Decimals);
            if (field.Observe(value, scenario, ledger.NowUnixUs) is { } change)
            {
                ledger.Add(change);
                _pending.Add(change);
            }
        }
    }

    /// <summary>Publishes when a period has begun that has no message yet.</summary>
    /// <param name="wall">Time since the start.</param>
    /// <param name="publisher">Where to.</param>
    public void PublishWhenDue(TimeSpan wall, MqttPublisher publisher)
    {
        var period = (long)(wall.TotalMilliseconds / definition.PeriodMs);
        if (period > _published)
        {
            _published = period;
            Publish(publisher);
        }
    }

    private void Publish(MqttPublisher publisher)
    {
        var fault = faults.Find(definition.Device, definition.Device, 0);
        switch (fault?.Kind)
        {
            case FaultKind.Drop:
                return;
            case FaultKind.Disconnect:
                publisher.Break();
                return;
            case FaultKind.Garbage:
                publisher.TryPublish(definition.Topic, "<!not json \u0000>"u8, definition.Qos);
                return;
            case FaultKind.Truncated:
                publisher.TryPublish(definition.Topic, Write(_sent.LastSent).Span[..^5], definition.Qos);
                return;
            case FaultKind.Delay:
                _ = PublishLaterAsync(publisher, TimeSpan.FromMilliseconds(fault.DelayMs));
                return;
            default:
                PublishNow(publisher);
                return;
        }
    }

    private void PublishNow(MqttPublisher publisher)
    {
        if (publisher.IsFull)
        {
            return;
        }

        var sequence = _sent.Next(definition.Qos > 0);
        publisher.TryPublish(definition.Topic, Write(sequence).Span, definition.Qos, () => _sent.Acknowledged(sequence));
        foreach (var change in _pending)
        {
            change.SentUnixUs = ledger.NowUnixUs;
            change.Sequence = sequence;
        }

        _pending.Clear();
    }

    private async Task PublishLaterAsync(MqttPublisher publisher, TimeSpan delay)
    {
        var sequence = _sent.Next(definition.Qos > 0);
        var payload = Write(sequence).ToArray();
        await Task.Delay(delay, time);
        publisher.TryPublish(definition.Topic, payload, definition.Qos, () => _sent.Acknowledged(sequence));
    }

    private ReadOnlyMemory<byte> Write(long sequence)
    {
        _payload.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_payload);
        json.WriteStartObject();
        json.WriteNumber("ts", time.GetUtcNow().ToUnixTimeMilliseconds());
        json.WriteNumber("seq", sequence);
        foreach (var field in _fields)
        {
            json.WriteNumber(field.Definition.Id, field.Shown);
        }

        json.WriteEndObject();
        json.Flush();
        return _payload.WrittenMemory;
    }
}
