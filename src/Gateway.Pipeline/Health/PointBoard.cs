using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Pipeline.Health;

/// <summary>
/// The latest value of every point. One writer a point (the task that judges), any number of readers, no lock: each
/// cell carries a version that is odd while it is written (seqlock), so a reader that met a write reads again.
/// </summary>
public sealed class PointBoard
{
    private Cell[] _cells;

    /// <param name="capacity">Points to start with; grows by <see cref="Grow"/>.</param>
    public PointBoard(int capacity) => _cells = Create([], capacity);

    /// <summary>One more than the largest index the board holds.</summary>
    public int Count => Volatile.Read(ref _cells).Length;

    /// <summary>The latest of a point; a default value (bad, not seen) for an index never written.</summary>
    public PointValue Read(int point)
    {
        var cells = Volatile.Read(ref _cells);
        return (uint)point < (uint)cells.Length ? cells[point].Read() : default(PointValue) with { Value = double.NaN };
    }

    /// <summary>Makes room; cells are kept, so writers and readers may go on meanwhile. One caller at a time.</summary>
    internal void Grow(int capacity)
    {
        if (capacity > _cells.Length)
        {
            Volatile.Write(ref _cells, Create(_cells, capacity));
        }
    }

    internal void Set(in Reading reading, long received, string? text)
    {
        var cells = Volatile.Read(ref _cells);
        if ((uint)reading.Point < (uint)cells.Length)
        {
            cells[reading.Point].Set(reading, received, text);
        }
    }

    internal void SetTier(int point, WarningTier tier)
    {
        var cells = Volatile.Read(ref _cells);
        if ((uint)point < (uint)cells.Length)
        {
            cells[point].SetTier(tier);
        }
    }

    private static Cell[] Create(Cell[] old, int capacity)
    {
        var cells = new Cell[capacity];
        old.CopyTo(cells, 0);
        for (var i = old.Length; i < capacity; i++)
        {
            cells[i] = new Cell();
        }

        return cells;
    }

    private sealed class Cell
    {
        private int _version;
        private PointValue _value = default(PointValue) with { Value = double.NaN };

        public PointValue Read()
        {
            var spin = default(SpinWait);
            while (true)
            {
                var before = Volatile.Read(ref _version);
                var value = _value;
                Interlocked.MemoryBarrier();
                if ((before & 1) == 0 && before == Volatile.Read(ref _version))
                {
                    return value;
                }

                spin.SpinOnce();
            }
        }

        // What comes late does not replace what is newer, unless that came from a clock that ran ahead.
        public void Set(in Reading reading, long received, string? text)
        {
            if (reading.SourceTime >= _value.SourceTime || _value.SourceTime > received + SiteEvaluator.FutureTolerance.Ticks)
            {
                Write(new PointValue(reading.Value, reading.Quality, reading.Flags, reading.SourceTime, received, _value.Tier, text));
            }
        }

        public void SetTier(WarningTier tier) => Write(_value with { Tier = tier });

        private void Write(in PointValue value)
        {
            var version = _version;
            Volatile.Write(ref _version, version + 1);
            // The version must be seen odd before any part of the new value is.
            Interlocked.MemoryBarrier();
            _value = value;
            Volatile.Write(ref _version, version + 2);
        }
    }
}
