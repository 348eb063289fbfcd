using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Batches;

/// <summary>
/// What moves through the channels: readings of one source that arrived together. Pooled: whoever takes it out of the
/// last channel returns it. Owned by one stage at a time, so it needs no lock.
/// </summary>
public sealed class ReadingBatch
{
    private Reading[] _items;
    private int _count;

    internal ReadingBatch(int capacity) => _items = new Reading[capacity];

    /// <summary>Index of the source (Modbus line or MQTT connection); -1 for what the gateway adds itself.</summary>
    public int Source { get; internal set; }

    /// <summary>When the gateway received the data, UTC ticks.</summary>
    public long ReceivedTime { get; set; }

    /// <summary>Told once when the batch is durable (or could not be made so); null when nobody waits (Modbus).</summary>
    public IDeliveryHandle? Delivery { get; set; }

    /// <summary>Filled by the evaluate stage; empty for most batches.</summary>
    public List<AlarmTransition> Transitions { get; } = [];

    /// <summary>Filled by the evaluate stage; empty for most batches.</summary>
    public List<WarningEvent> Warnings { get; } = [];

    /// <summary>Values of text points by position in <see cref="Readings"/>; null when the batch holds none.</summary>
    public Dictionary<int, string>? Texts { get; private set; }

    /// <summary>What judging did here besides readings; null for almost every batch.</summary>
    public JudgingMark? Mark { get; internal set; }

    /// <summary>What judging remembers after this batch, to be stored with it; null for almost every batch.</summary>
    public ReadOnlyMemory<byte>? Judging { get; internal set; }

    public int Count => _count;

    public ReadOnlySpan<Reading> Readings => _items.AsSpan(0, _count);

    public void Add(in Reading reading)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _items.Length * 2);
        }

        _items[_count++] = reading;
    }

    /// <summary>Adds the value of a text point; its reading carries NaN and the text rides beside it.</summary>
    public void AddText(in Reading reading, string text)
    {
        (Texts ??= [])[_count] = text;
        Add(reading);
    }

    internal void Clear()
    {
        _count = 0;
        Source = 0;
        ReceivedTime = 0;
        Delivery = null;
        Transitions.Clear();
        Warnings.Clear();
        Texts = null;
        Judging = null;
        Mark = null;
    }
}
