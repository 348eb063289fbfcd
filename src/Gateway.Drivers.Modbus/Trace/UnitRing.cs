namespace Gateway.Drivers.Modbus.Trace;

/// <summary>
/// A ring of frames. Writers take a place each by counting up; a reader checks the place's number before and after copying and leaves out what
/// was overwritten meanwhile, so nobody waits for anybody.
/// </summary>
internal sealed class UnitRing
{
    private const int Places = 64;
    private const int Kept = 64;
    private readonly Entry[] _entries = new Entry[Places];
    private readonly byte[] _bytes = new byte[Places * Kept];
    private long _count;

    public void Add(long time, WireEvent what, byte unit, ReadOnlySpan<byte> bytes)
    {
        var number = Interlocked.Increment(ref _count);
        var place = (int)(number % Places);
        ref var entry = ref _entries[place];
        Interlocked.Exchange(ref entry.Number, 0);
        entry.Time = time;
        entry.What = what;
        entry.Unit = unit;
        entry.Length = bytes.Length;
        bytes[..Math.Min(bytes.Length, Kept)].CopyTo(_bytes.AsSpan(place * Kept));
        Volatile.Write(ref entry.Number, number);
    }

    public List<WireRecord> Snapshot()
    {
        var last = Volatile.Read(ref _count);
        var records = new List<WireRecord>(Places);
        for (var number = Math.Max(1, last - Places + 1); number <= last; number++)
        {
            var place = (int)(number % Places);
            if (Volatile.Read(ref _entries[place].Number) != number)
            {
                continue;
            }

            var copy = _entries[place];
            var bytes = _bytes.AsSpan(place * Kept, Math.Min(copy.Length, Kept)).ToArray();
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _entries[place].Number) == number)
            {
                records.Add(new WireRecord(copy.Time, copy.What, copy.Unit, bytes, copy.Length));
            }
        }

        return records;
    }

    private struct Entry
    {
        public long Number;
        public long Time;
        public WireEvent What;
        public byte Unit;
        public int Length;
    }
}
