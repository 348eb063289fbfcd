using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The running peak and the begins of those before it, as many as one shift may have.</summary>
internal sealed class ExcursionRecord : ConditionWindow
{
    private const long Never = long.MinValue;
    private readonly long[] _begins;
    private int _next;

    public ExcursionRecord(int most)
    {
        _begins = new long[most];
        Array.Fill(_begins, Never);
    }

    /// <summary>UTC ticks; <see cref="long.MinValue"/> when none runs.</summary>
    public long Begin { get; private set; } = Never;

    public long LastEnd { get; private set; } = Never;

    public ExcursionFault Fault { get; set; }

    public bool IsRunning => Begin != Never;

    /// <summary>Begin of the peak that was so many before the running one, or <see cref="long.MinValue"/>.</summary>
    public long Earliest { get; private set; } = Never;

    public void Start(long time)
    {
        Begin = time;
        Earliest = _begins[_next];
        _begins[_next] = time;
        _next = (_next + 1) % _begins.Length;
    }

    public void End(long time) => (Begin, LastEnd, Fault) = (Never, time, ExcursionFault.None);

    public override void Save(StateWriter writer)
    {
        writer.Write(_begins);
        writer.Write(_next);
        writer.Write(Begin);
        writer.Write(LastEnd);
        writer.Write(Earliest);
        writer.Write((byte)Fault);
    }

    public override void Load(ref StateReader reader)
    {
        reader.ReadInt64s(_begins);
        _next = StateCount.Read(ref reader, _begins.Length - 1);
        Begin = reader.ReadInt64();
        LastEnd = reader.ReadInt64();
        Earliest = reader.ReadInt64();
        Fault = (ExcursionFault)reader.ReadByte();
    }

    /// <summary>A running peak has lasted as long as it was seen to.</summary>
    public override void Skip(long from, long until) => Begin = Moved(Begin, until - from);

    public override void ShiftClock(long by)
    {
        (Begin, LastEnd, Earliest) = (Moved(Begin, by), Moved(LastEnd, by), Moved(Earliest, by));
        for (var i = 0; i < _begins.Length; i++)
        {
            _begins[i] = Moved(_begins[i], by);
        }
    }

    private static long Moved(long time, long by) => time == Never ? Never : time + by;
}

/// <summary>What is wrong with a peak, the gravest last.</summary>
internal enum ExcursionFault : byte
{
    None = 0,
    TooMany = 1,
    TooSoon = 2,
    TooLong = 3,
    TooHigh = 4,
}
