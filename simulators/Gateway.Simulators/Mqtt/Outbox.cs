namespace Gateway.Simulators.Mqtt;

/// <summary>
/// QoS 1 messages from hand-over to PUBACK, in order. What a broken connection leaves unacknowledged is sent again, first and
/// with DUP. Thread-safe.
/// </summary>
internal sealed class Outbox(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, Entry> _kept = [];
    private readonly Queue<Entry> _waiting = new();
    private ushort _lastId;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count + _waiting.Count(e => e.Id == 0);
            }
        }
    }

    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count >= limit || _waiting.Count >= limit;
            }
        }
    }

    public bool TryAdd(string topic, ReadOnlySpan<byte> payload, int qos, Action? acknowledged)
    {
        lock (_gate)
        {
            if (_kept.Count >= limit || _waiting.Count >= limit)
            {
                return false;
            }

            var id = qos > 0 ? FreeId() : (ushort)0;
            var entry = new Entry(id, MqttPackets.Publish(topic, payload, qos, id), acknowledged);
            if (id > 0)
            {
                _kept.Add(id, entry);
            }

            _waiting.Enqueue(entry);
            return true;
        }
    }

    /// <summary>Packets to send now, at most <paramref name="most"/> bytes unless the first alone is larger.</summary>
    public int Take(List<byte[]> packets, int most)
    {
        lock (_gate)
        {
            var bytes = 0;
            while (_waiting.TryPeek(out var next) && (bytes == 0 || bytes + next.Packet.Length <= most))
            {
                _waiting.Dequeue();
                next.Sent = true;
                packets.Add(next.Packet);
                bytes += next.Packet.Length;
            }

            return bytes;
        }
    }

    public void Acknowledge(ushort id)
    {
        Entry? entry;
        lock (_gate)
        {
            _kept.Remove(id, out entry);
        }

        entry?.Acknowledged?.Invoke();
    }

    /// <summary>After a lost connection: everything unacknowledged waits again, in its first order.</summary>
    public void Rewind()
    {
        lock (_gate)
        {
            var fresh = _waiting.Where(e => !e.Sent).ToArray();
            var again = _kept.Values.Where(e => e.Sent).OrderBy(e => e.Order).ToArray();
            _waiting.Clear();
            foreach (var entry in again)
            {
                MqttPackets.MarkDuplicate(entry.Packet);
                _waiting.Enqueue(entry);
            }

            foreach (var entry in fresh)
            {
                _waiting.Enqueue(entry);
            }
        }
    }

    private ushort FreeId()
    {
        do
        {
            _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
        }
        while (_kept.ContainsKey(_lastId));

        return _lastId;
    }

    private sealed class Entry(ushort id, byte[] packet, Action? acknowledged)
    {
        private static long s_order;

        public long Order { get; } = Interlocked.Increment(ref s_order);

        public ushort Id => id;

        public byte[] Packet => packet;

        public Action? Acknowledged => acknowledged;

        public bool Sent { get; set; }
    }
}
