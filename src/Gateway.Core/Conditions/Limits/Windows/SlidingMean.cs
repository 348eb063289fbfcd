using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// The time integral of a value over a moving window: trapezoids between usable samples, nothing across gaps that
/// <see cref="SamplePeriod"/> does not bridge. Samples are kept as pieces of at least <c>window / <see cref="Resolution"/></c> (a piece
/// may hold several samples), so memory is bounded whatever the rate: exact for samples further apart than half of that; closer ones are exact but
/// for the part of the oldest piece that has left the window, whose shape within is taken as a straight line.
/// </summary>
internal sealed class SlidingMean : ConditionWindow
{
    /// <summary>3.75 s of a quarter of an hour, 2 min of 8 h.</summary>
    public const int Resolution = 240;

    // Two neighbours are together longer than a grain, so no more than 2 * Resolution + 2 touch the window.
    private const int Capacity = 512;
    private const double ForgetsDigits = 1e4;

    private readonly Piece[] _pieces = new Piece[Capacity];
    private readonly long _window;
    private readonly long _grain;
    private SamplePeriod _period;
    private Sums _sums;
    private int _oldest;
    private int _count;
    private int _evicted;
    private long _tailTime;
    private double _tailValue;
    private long _lastTime = long.MinValue;
    private double _lastValue;
    private bool _lastSure;

    public SlidingMean(TimeSpan window, TimeSpan period)
    {
        _window = window.Ticks;
        _grain = Math.Max(1, _window / Resolution);
        _period = new SamplePeriod(period);
    }

    /// <summary>Takes a usable sample. Times go forward; of two at one moment the greater value stays.</summary>
    /// <param name="sure">False for an uncertain value: it counts towards the integral, not towards what is known for sure.</param>
    public void Add(long time, double value, bool sure)
    {
        if (time <= _lastTime)
        {
            _lastValue = Math.Max(_lastValue, value);
            _lastSure &= sure;
            return;
        }

        if (_lastTime == long.MinValue)
        {
            (_tailTime, _tailValue) = (time, value);
        }
        else
        {
            Append(time, value, sure);
        }

        (_lastTime, _lastValue, _lastSure) = (time, value, sure);
        Evict(time - _window);
    }

    /// <summary>The window that ends with the last sample.</summary>
    public WindowMean Read()
    {
        var sums = _sums;
        var from = _lastTime - _window;
        if (_count > 0 && _tailTime < from)
        {
            sums -= Left(_pieces[_oldest], from);
        }

        return new WindowMean(sums.Integral, sums.Known, sums.Sure, _window);
    }

    private void Append(long time, double value, bool sure)
    {
        var length = time - _lastTime;
        var added = new Sums();
        if (_period.Bridges(length))
        {
            added = new Sums((value + _lastValue) / 2 * length, length, sure && _lastSure ? length : 0);
        }

        var newest = (_oldest + _count - 1) & (Capacity - 1);
        if (_count > 0 && time - StartOf(newest) <= _grain)
        {
            ref var piece = ref _pieces[newest];
            (piece.End, piece.EndValue) = (time, value);
            piece.Sums += added;
        }
        else
        {
            Push(new Piece { End = time, EndValue = value, Sums = added });
        }

        _sums += added;
    }

    private void Push(in Piece piece)
    {
        if (_count == Capacity)
        {
            EvictOldest();
        }

        _pieces[(_oldest + _count) & (Capacity - 1)] = piece;
        _count++;
    }

    private void Evict(long from)
    {
        while (_count > 0 && _pieces[_oldest].End <= from)
        {
            EvictOldest();
        }
    }

    private void EvictOldest()
    {
        ref var piece = ref _pieces[_oldest];
        (_tailTime, _tailValue) = (piece.End, piece.EndValue);
        var gone = piece.Sums;
        _oldest = (_oldest + 1) & (Capacity - 1);
        _count--;
        _sums -= gone;

        // A running sum gathers rounding, and forgets the small beside the huge: added up anew once a round, and when a huge part leaves.
        if (++_evicted >= Capacity || Math.Abs(gone.Integral) > Math.Abs(_sums.Integral) * ForgetsDigits)
        {
            AddUp();
        }
    }

    private void AddUp()
    {
        _evicted = 0;
        _sums = default;
        for (var i = 0; i < _count; i++)
        {
            _sums += _pieces[(_oldest + i) & (Capacity - 1)].Sums;
        }
    }

    private long StartOf(int index) => index == _oldest ? _tailTime : _pieces[(index - 1) & (Capacity - 1)].End;

    /// <summary>The part of the oldest piece that lies before the window: a straight line from its first to its last value, corrected to the
    /// piece's integral.</summary>
    private Sums Left(in Piece piece, long from)
    {
        double length = piece.End - _tailTime;
        var share = (from - _tailTime) / length;
        var line = length * share * (_tailValue + ((piece.EndValue - _tailValue) * share / 2));
        var correction = piece.Sums.Integral - (length * (_tailValue + piece.EndValue) / 2);
        return new Sums(
            piece.Sums.Known == 0 ? 0 : line + (correction * share), (long)(piece.Sums.Known * share), (long)(piece.Sums.Sure * share));
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(_window);
        _period.Save(writer);
        Write(writer, _sums);
        writer.Write(_evicted);
        writer.Write(_tailTime);
        writer.Write(_tailValue);
        writer.Write(_lastTime);
        writer.Write(_lastValue);
        writer.Write(_lastSure);
        writer.Write(_count);
        for (var i = 0; i < _count; i++)
        {
            ref readonly var piece = ref _pieces[(_oldest + i) & (Capacity - 1)];
            writer.Write(piece.End);
            writer.Write(piece.EndValue);
            Write(writer, piece.Sums);
        }
    }

    public override void Load(ref StateReader reader)
    {
        if (reader.ReadInt64() is var window && window != _window)
        {
            throw new InvalidDataException($"The state is of a window of {window} ticks, not of {_window}.");
        }

        _period.Load(ref reader);
        _sums = ReadSums(ref reader);
        _evicted = reader.ReadInt32();
        _tailTime = reader.ReadInt64();
        _tailValue = reader.ReadDouble();
        _lastTime = reader.ReadInt64();
        _lastValue = reader.ReadDouble();
        _lastSure = reader.ReadBoolean();
        _oldest = 0;
        _count = StateCount.Read(ref reader, Capacity);
        for (var i = 0; i < _count; i++)
        {
            _pieces[i] = new Piece { End = reader.ReadInt64(), EndValue = reader.ReadDouble(), Sums = ReadSums(ref reader) };
        }
    }

    public override void ShiftClock(long by)
    {
        if (_lastTime == long.MinValue)
        {
            return;
        }

        _tailTime += by;
        _lastTime += by;
        for (var i = 0; i < _count; i++)
        {
            _pieces[(_oldest + i) & (Capacity - 1)].End += by;
        }
    }

    private static void Write(StateWriter writer, in Sums sums)
    {
        writer.Write(sums.Integral);
        writer.Write(sums.Known);
        writer.Write(sums.Sure);
    }

    private static Sums ReadSums(ref StateReader reader) => new(reader.ReadDouble(), reader.ReadInt64(), reader.ReadInt64());

    /// <summary>From the end of the piece before to <see cref="End"/>.</summary>
    private struct Piece
    {
        public long End;
        public double EndValue;
        public Sums Sums;
    }

    /// <param name="Integral">Value times ticks.</param>
    /// <param name="Known">Ticks between usable samples.</param>
    /// <param name="Sure">Ticks between good ones.</param>
    private readonly record struct Sums(double Integral, long Known, long Sure)
    {
        public static Sums operator +(in Sums a, in Sums b) => new(a.Integral + b.Integral, a.Known + b.Known, a.Sure + b.Sure);

        public static Sums operator -(in Sums a, in Sums b) => new(a.Integral - b.Integral, a.Known - b.Known, a.Sure - b.Sure);
    }
}
