using System.Runtime.InteropServices;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>
/// Receiver's state of QoS 2, by packet id. Not thread-safe; the ledger's gate guards it. In doubt a message is handed over
/// twice, never not at all (docs/decisions/0012-qos2-after-a-restart.md).
/// </summary>
internal sealed class ExactlyOnce
{
    private readonly Dictionary<ushort, Entry> _ids = [];

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
    /// <param name="repeated">DUP as sent. A repetition always carries it (MQTT 5.0 section 3.3.1.1), so a known id without it is a new message of a broker that forgot the old one.</param>
    public bool Take(ushort id, bool repeated, out bool stored)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, id, out var known);
        stored = known && repeated && entry.State == State.Stored;
        if (!known || !repeated)
        {
            entry = new Entry(State.Pending, entry.Open + 1);
            return true;
        }

        if (!stored)
        {
            entry = entry with { State = State.Awaited };
        }

        return false;
    }

    public void Settle(ReadOnlySpan<int> ids, bool stored)
    {
        foreach (var coded in ids)
        {
            var id = (ushort)coded;
            if ((coded & AckTicket.Qos2) == 0 || !_ids.TryGetValue(id, out var entry))
            {
                continue;
            }

            if (!stored)
            {
                _ids.Remove(id);
                continue;
            }

            // With a second message under the same id not yet settled, nothing is known to be stored.
            var open = Math.Max(0, entry.Open - 1);
            _ids[id] = new Entry(entry.State == State.Pending && open == 0 ? State.Stored : entry.State, open);
        }
    }

    /// <summary>Tells the ids whose repetition waits for an answer.</summary>
    public void TakeAwaited(ReadOnlySpan<int> ids, Action<ushort> found)
    {
        foreach (var coded in ids)
        {
            var id = (ushort)coded;
            if ((coded & AckTicket.Qos2) != 0 && _ids.TryGetValue(id, out var entry) && entry is { State: State.Awaited, Open: 0 })
            {
                _ids[id] = new Entry(State.Stored, 0);
                found(id);
            }
        }
    }

    public void Release(ushort id) => _ids.Remove(id);

    public void Clear() => _ids.Clear();

    /// <param name="Open">Messages handed over under this id and not settled.</param>
    private readonly record struct Entry(State State, int Open);
}
