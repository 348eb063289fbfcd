namespace Gateway.Drivers.Mqtt.Client;

/// <summary>Receiver's state of QoS 2, by packet id. Not thread-safe; the ledger's gate guards it.</summary>
internal sealed class ExactlyOnce
{
    private readonly Dictionary<ushort, State> _ids = [];

    private enum State : byte
    {
        /// <summary>Handed over, not settled.</summary>
        Pending = 1,

        /// <summary>Handed over on an earlier connection and repeated on this one: PUBREC is owed.</summary>
        Awaited = 2,

        /// <summary>Stored; PUBREC was or may be sent.</summary>
        Stored = 3,
    }

    /// <summary>True for a new message. <paramref name="stored"/> = a repetition that can be answered at once.</summary>
    public bool Take(ushort id, out bool stored)
    {
        if (_ids.TryAdd(id, State.Pending))
        {
            stored = false;
            return true;
        }

        stored = _ids[id] == State.Stored;
        if (!stored)
        {
            _ids[id] = State.Awaited;
        }

        return false;
    }

    public void Settle(ReadOnlySpan<int> ids, bool stored)
    {
        foreach (var coded in ids)
        {
            if ((coded & AckTicket.Qos2) == 0)
            {
                continue;
            }

            var id = (ushort)coded;
            if (!stored)
            {
                _ids.Remove(id);
            }
            else if (_ids.TryGetValue(id, out var state) && state == State.Pending)
            {
                _ids[id] = State.Stored;
            }
        }
    }

    /// <summary>Tells the ids whose repetition waits for an answer.</summary>
    public void TakeAwaited(ReadOnlySpan<int> ids, Action<ushort> found)
    {
        foreach (var coded in ids)
        {
            var id = (ushort)coded;
            if ((coded & AckTicket.Qos2) != 0 && _ids.TryGetValue(id, out var state) && state == State.Awaited)
            {
                _ids[id] = State.Stored;
                found(id);
            }
        }
    }

    public void Release(ushort id) => _ids.Remove(id);

    public void Clear() => _ids.Clear();
}
