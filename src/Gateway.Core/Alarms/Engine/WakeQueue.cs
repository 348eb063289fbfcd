namespace Gateway.Core.Alarms.Engine;

/// <summary>
/// Which point must be looked at first, by our clock and then by slot: a binary heap with a place for every slot. A slot's key is a lower
/// bound of its wake time: readings that move a deadline away do not touch the heap, the key is corrected when it comes to the top.
/// </summary>
internal sealed class WakeQueue
{
    private readonly int[] _heap;
    private readonly int[] _place;
    private readonly long[] _keys;

    public WakeQueue(int count)
    {
        _heap = new int[count];
        _place = new int[count];
        _keys = new long[count];
        for (var slot = 0; slot < count; slot++)
        {
            (_heap[slot], _place[slot], _keys[slot]) = (slot, slot, long.MaxValue);
        }
    }

    public long TopKey => _heap.Length == 0 ? long.MaxValue : _keys[_heap[0]];

    public int TopSlot => _heap[0];

    public long KeyOf(int slot) => _keys[slot];

    /// <summary>Gives a slot an earlier key.</summary>
    public void Advance(int slot, long key)
    {
        _keys[slot] = key;
        var place = _place[slot];
        while (place > 0 && Before(slot, _heap[(place - 1) / 2]))
        {
            Put(place, _heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }

        Put(place, slot);
    }

    /// <summary>Gives the slot at the top a later key.</summary>
    public void PostponeTop(long key)
    {
        var slot = _heap[0];
        _keys[slot] = key;
        var place = 0;
        while (FirstChild(place) is >= 0 and var child && Before(_heap[child], slot))
        {
            Put(place, _heap[child]);
            place = child;
        }

        Put(place, slot);
    }

    private int FirstChild(int place)
    {
        var left = (2 * place) + 1;
        if (left >= _heap.Length)
        {
            return -1;
        }

        return left + 1 < _heap.Length && Before(_heap[left + 1], _heap[left]) ? left + 1 : left;
    }

    private bool Before(int left, int right) => _keys[left] < _keys[right] || (_keys[left] == _keys[right] && left < right);

    private void Put(int place, int slot)
    {
        _heap[place] = slot;
        _place[slot] = place;
    }
}
