using Gateway.Core.State;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>
/// Finds alarm floods exactly (ISA-18.2: more than 10 in 10 minutes until fewer than 5 in 10 minutes) with a ring of the last few times:
/// more than n within the window means that the n-th before the newest is still inside it.
/// </summary>
internal sealed class FloodMeter(int above, int endsBelow)
{
    public static readonly long Window = TimeSpan.FromMinutes(10).Ticks;

    // The newest is at _newest; times before the first are far in the past.
    private readonly long[] _times = NewRing(above + 1);
    private int _newest;

    public bool IsFlood { get; private set; }

    /// <summary>When a running flood ends if nothing more is announced.</summary>
    public long EndIfQuiet => Back(endsBelow - 1) + Window;

    /// <summary>Brings the meter to a moment. The floods' ticks passed since <paramref name="from"/> are returned. Time never goes back.</summary>
    public long Pass(long from, long to)
    {
        if (!IsFlood)
        {
            return 0;
        }

        var end = EndIfQuiet;
        if (end > to)
        {
            return to - from;
        }

        IsFlood = false;
        return Math.Max(0, end - from);
    }

    /// <summary>One more alarm was announced; <see cref="Pass"/> comes first. True when a flood begins with it.</summary>
    public bool Add(long time)
    {
        _newest = (_newest + 1) % _times.Length;
        _times[_newest] = time;
        var begins = !IsFlood && Back(above) > time - Window;
        IsFlood |= begins;
        return begins;
    }

    /// <summary>Our clock was set by this many ticks: the same events are now at other times.</summary>
    public void ShiftClock(long by)
    {
        for (var i = 0; i < _times.Length; i++)
        {
            _times[i] += by;
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Write(IsFlood);
        writer.Write(_newest);
        writer.Write(_times);
    }

    /// <exception cref="InvalidDataException">Written with other figures, or damaged.</exception>
    public void Load(ref StateReader reader)
    {
        IsFlood = reader.ReadBoolean();
        _newest = reader.ReadInt32();
        reader.ReadInt64s(_times);
        if ((uint)_newest >= (uint)_times.Length)
        {
            throw new InvalidDataException("The state of the flood meter is damaged.");
        }
    }

    private long Back(int steps) => _times[(_newest + _times.Length - steps) % _times.Length];

    private static long[] NewRing(int length)
    {
        var ring = new long[length];
        Array.Fill(ring, long.MinValue / 2);
        return ring;
    }
}
