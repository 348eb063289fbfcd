using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// The line through the samples of a moving window. Samples of one grain (1/240 of the window) share a cell that holds their exact sums, so the line is
/// that of every sample; only the old edge of the window moves in steps of a grain, and the window is up to one grain too long.
/// </summary>
internal sealed class SlidingSlope(TimeSpan window) : ConditionWindow
{
    private const int Capacity = 256;

    private readonly Cell[] _cells = new Cell[Capacity];
    private readonly long _window = window.Ticks;
    private readonly long _grain = Math.Max(1, window.Ticks / SlidingMean.Resolution);
    private SlopeSums _sums;
    private long _originTime = long.MinValue;
    private double _originValue;
    private long _lastTime = long.MinValue;
    private double _lastValue;
    private int _first;
    private int _count;
    private int _evicted;

    public SlopeSums Sums => _sums;

    public TimeSpan Span => _count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(_lastTime - _cells[_first].FirstTime);

    /// <summary>Unit per second from the first sample to the last; NaN without two times.</summary>
    public double EndPoints => Span > TimeSpan.Zero ? (_lastValue - _cells[_first].FirstValue) / Span.TotalSeconds : double.NaN;

    /// <summary>Of two samples at one moment the first counts.</summary>
    public void Add(long time, double value)
    {
        if (time <= _lastTime)
        {
            return;
        }

        if (_originTime == long.MinValue)
        {
            (_originTime, _originValue) = (time, value);
        }

        var pair = SlopeSums.Of(Seconds(time - _originTime), value - _originValue);
        Store(time, value, pair);
        _sums += pair;
        (_lastTime, _lastValue) = (time, value);
        Evict(time - _window);
    }

    private void Store(long time, double value, in SlopeSums pair)
    {
        ref var newest = ref _cells[(_first + _count - 1) & (Capacity - 1)];
        if (_count > 0 && (_count == Capacity || newest.FirstTime / _grain == time / _grain))
        {
            newest.LastTime = time;
            newest.Sums += pair;
            return;
        }

        _cells[(_first + _count) & (Capacity - 1)] = new Cell { FirstTime = time, FirstValue = value, LastTime = time, Sums = pair };
        _count++;
    }

    private void Evict(long from)
    {
        while (_count > 0 && _cells[_first].LastTime < from)
        {
            _sums -= _cells[_first].Sums;
            _first = (_first + 1) & (Capacity - 1);
            _count--;
            _evicted++;
        }

        // Half a round at most: beyond, the distance from the origin would eat the digits of the running sums.
        if (_evicted >= Capacity / 2)
        {
            Rebase();
        }
    }

    private void Rebase()
    {
        var (time, value) = (_cells[_first].FirstTime, _cells[_first].FirstValue);
        var (seconds, offset) = (Seconds(time - _originTime), value - _originValue);
        _sums = default;
        for (var i = 0; i < _count; i++)
        {
            ref var cell = ref _cells[(_first + i) & (Capacity - 1)];
            cell.Sums = cell.Sums.Rebased(seconds, offset);
            _sums += cell.Sums;
        }

        (_originTime, _originValue, _evicted) = (time, value, 0);
    }

    private static double Seconds(long ticks) => (double)ticks / TimeSpan.TicksPerSecond;

    public override void Save(StateWriter writer)
    {
        Write(writer, _sums);
        writer.Write(_originTime);
        writer.Write(_originValue);
        writer.Write(_lastTime);
        writer.Write(_lastValue);
        writer.Write(_evicted);
        writer.Write(_count);
        for (var i = 0; i < _count; i++)
        {
            ref readonly var cell = ref _cells[(_first + i) & (Capacity - 1)];
            writer.Write(cell.FirstTime);
            writer.Write(cell.FirstValue);
            writer.Write(cell.LastTime);
            Write(writer, cell.Sums);
        }
    }

    public override void Load(ref StateReader reader)
    {
        _sums = ReadSums(ref reader);
        _originTime = reader.ReadInt64();
        _originValue = reader.ReadDouble();
        _lastTime = reader.ReadInt64();
        _lastValue = reader.ReadDouble();
        _evicted = reader.ReadInt32();
        _first = 0;
        _count = StateCount.Read(ref reader, Capacity);
        for (var i = 0; i < _count; i++)
        {
            _cells[i] = new Cell
            {
                FirstTime = reader.ReadInt64(), FirstValue = reader.ReadDouble(), LastTime = reader.ReadInt64(), Sums = ReadSums(ref reader),
            };
        }
    }

    /// <summary>A line across a hole of half the window says nothing of what went on in it.</summary>
    public override void Skip(long from, long until)
    {
        if (until - from >= _window / 2)
        {
            (_sums, _first, _count, _evicted) = (default, 0, 0, 0);
            _originTime = long.MinValue;
        }
    }

    public override void ShiftClock(long by)
    {
        if (_originTime == long.MinValue)
        {
            return;
        }

        _originTime += by;
        _lastTime += by;
        for (var i = 0; i < _count; i++)
        {
            ref var cell = ref _cells[(_first + i) & (Capacity - 1)];
            cell.FirstTime += by;
            cell.LastTime += by;
        }
    }

    private static void Write(StateWriter writer, in SlopeSums sums)
    {
        writer.Write(sums.Count);
        writer.Write(sums.T);
        writer.Write(sums.X);
        writer.Write(sums.Tt);
        writer.Write(sums.Tx);
        writer.Write(sums.Xx);
    }

    private static SlopeSums ReadSums(ref StateReader reader) => new(
        reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());

    private struct Cell
    {
        public long FirstTime;
        public double FirstValue;
        public long LastTime;
        public SlopeSums Sums;
    }
}
