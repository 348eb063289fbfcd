using System.Text;

namespace Gateway.Drivers.Mqtt;

/// <summary>Keeps the newest messages that could not be read. Bounded; any thread may read it.</summary>
internal sealed class SetAsideRing
{
    private const int Most = 100;
    private const int MostPayload = 512;

    private readonly Lock _gate = new();
    private readonly Queue<SetAsideMessage> _items = new();

    public long Count { get; private set; }

    public void Add(long receivedTime, ReadOnlySpan<byte> topic, string reason, ReadOnlySpan<byte> payload, int payloadLength)
    {
        var kept = payload[..Math.Min(payload.Length, MostPayload)].ToArray();
        var item = new SetAsideMessage(receivedTime, Encoding.UTF8.GetString(topic), reason, kept, payloadLength);
        lock (_gate)
        {
            Count++;
            _items.Enqueue(item);
            if (_items.Count > Most)
            {
                _items.Dequeue();
            }
        }
    }

    public IReadOnlyList<SetAsideMessage> Snapshot()
    {
        lock (_gate)
        {
            return [.. _items];
        }
    }
}
