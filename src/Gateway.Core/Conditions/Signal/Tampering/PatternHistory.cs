using System.Numerics;
using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// The last samples of a point, and for the hash of each block of them where it last stood (Karp and Rabin 1987: rolling hash, checked
/// value by value on a hit). A block is entered only when it no longer overlaps the newest one, so that a resting signal does not hide an
/// older match.
/// </summary>
internal sealed class PatternHistory(RepeatedPattern rule) : ConditionWindow
{
    private const ulong Base = 0x9E37_79B9_7F4A_7C15;

    private readonly int _size = SizeOf(rule);
    private readonly int _mask = SizeOf(rule) - 1;
    private readonly int _length = rule.Length;
    private readonly double[] _values = new double[SizeOf(rule)];
    private readonly long[] _times = new long[SizeOf(rule)];
    // Hash of the block that ends at a place, for blocks not entered yet.
    private readonly ulong[] _pending = new ulong[rule.Length];
    private readonly long[] _ends = new long[SizeOf(rule)];
    private readonly ulong _leaving = Power(rule.Length);
    // What the signal does in general and what it does just now: a flicker is a surprise after a night at rest, not amid flicker.
    private readonly ChangeModel _general = new(1 << 15);
    private readonly ChangeModel _present = new(1 << 6);
    private long _count;
    private long _match;
    private ulong _hash;

    /// <summary>Samples of the present match; 0 when there is none.</summary>
    public int Matched { get; private set; }

    /// <summary>Surprise in the present match.</summary>
    public double Bits { get; private set; }

    /// <summary>How many samples ago it was played before.</summary>
    public long Distance => Matched == 0 ? 0 : _count - 1 - _match;

    /// <summary>How long ago, ticks.</summary>
    public long Age => Matched == 0 ? 0 : _times[At(_count - 1)] - _times[At(_match)];

    /// <summary>False when the sample was there before.</summary>
    public bool Add(in Sample sample, bool learn)
    {
        if (_count > 0 && sample.Time <= _times[At(_count - 1)])
        {
            return false;
        }

        Push(sample.Value, sample.Time);
        if (learn)
        {
            _general.Learn(Value(_count - 1), Value(_count - 2), Value(_count - 3));
            _present.Learn(Value(_count - 1), Value(_count - 2), Value(_count - 3));
        }

        if (!Extend())
        {
            Find();
        }

        return true;
    }

    private void Push(double value, long time)
    {
        var oldest = _count >= _length ? Bits64(Value(_count - _length)) : 0;
        _hash = (_hash * Base) + Bits64(value) - (oldest * _leaving);
        _values[At(_count)] = value;
        _times[At(_count)] = time;
        var place = (int)(_count % _length);
        var end = _count - _length;
        if (end >= _length - 1)
        {
            _ends[Slot(_pending[place])] = end + 1;
        }

        _pending[place] = _hash;
        _count++;
    }

    private bool Extend()
    {
        if (Matched == 0)
        {
            return false;
        }

        _match++;
        if (Bits64(Value(_match)) != Bits64(Value(_count - 1)))
        {
            (Matched, Bits) = (0, 0);
            return false;
        }

        (Matched, Bits) = (Matched + 1, Bits + Surprise(_count - 1));
        return true;
    }

    private void Find()
    {
        var end = _ends[Slot(_hash)] - 1;
        var oldest = Math.Max(0, _count - _size);
        if (_count < 2 * _length || end - _length + 1 < oldest || !IsEqual(end))
        {
            return;
        }

        (_match, Matched, Bits) = (end, _length, 0);
        // The first two changes have nothing before them within the block.
        for (var i = _count - _length + 2; i < _count; i++)
        {
            Bits += Surprise(i);
        }
    }

    private bool IsEqual(long end)
    {
        for (var i = 0; i < _length; i++)
        {
            if (Bits64(Value(end - i)) != Bits64(Value(_count - 1 - i)))
            {
                return false;
            }
        }

        return true;
    }

    private double Surprise(long at) => Math.Min(
        _general.Surprise(Value(at), Value(at - 1), Value(at - 2)), _present.Surprise(Value(at), Value(at - 1), Value(at - 2)));

    private double Value(long at) => at < 0 ? 0 : _values[At(at)];

    private int At(long at) => (int)(at & _mask);

    private int Slot(ulong hash) => (int)((hash ^ (hash >> 32)) & (ulong)_mask);

    // 0 and -0 are one value.
    private static ulong Bits64(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return (bits ^ (bits >> 29)) * 0xBF58_476D_1CE4_E5B9;
    }

    private static int SizeOf(RepeatedPattern rule) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(rule.History, 4 * rule.Length));

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++)
        {
            power *= Base;
        }

        return power;
    }

    public override void Save(StateWriter writer)
    {
        var kept = (int)Math.Min(_count, _size);
        writer.Write(_size);
        writer.Write(_length);
        writer.Write(kept);
        for (var at = _count - kept; at < _count; at++)
        {
            writer.Write(Value(at));
            writer.Write(_times[At(at)]);
        }

        writer.Write(Matched == 0 ? 0 : _count - _match);
        writer.Write(Matched);
        writer.Write(Bits);
        _general.Save(writer);
        _present.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        if (reader.ReadInt32() != _size || reader.ReadInt32() != _length)
        {
            throw new InvalidDataException("The state holds a history of another size.");
        }

        var kept = reader.ReadInt32();
        if ((uint)kept > (uint)_size)
        {
            throw new InvalidDataException($"The state holds {kept} samples where at most {_size} fit.");
        }

        // Hashes and places follow from the samples.
        for (var i = 0; i < kept; i++)
        {
            var value = reader.ReadDouble();
            Push(value, reader.ReadInt64());
        }

        _match = _count - reader.ReadInt64();
        (Matched, Bits) = (reader.ReadInt32(), reader.ReadDouble());
        _general.Load(ref reader);
        _present.Load(ref reader);
    }

    public override void ShiftClock(long by)
    {
        for (var at = Math.Max(0, _count - _size); at < _count; at++)
        {
            _times[At(at)] += by;
        }
    }
}
