namespace Gateway.Drivers.Modbus.Polling;

/// <summary>
/// Decides which block of a line is polled next. Units take turns, so a unit with many points cannot crowd out one with few; within a unit
/// the block that is due longest goes first. Used by the poller's task alone. Times are ticks since the poller's start.
/// </summary>
public sealed class LineScheduler
{
    private readonly IReadOnlyList<UnitState> _units;
    private int _turn;

    /// <param name="phase">0..1: moves the whole line against other lines.</param>
    public LineScheduler(IReadOnlyList<UnitState> units, double phase)
    {
        _units = units;
        var all = units.SelectMany(u => u.Blocks).ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            var share = (phase + (double)i / all.Length) % 1;
            all[i].Due = (long)(share * all[i].Period);
        }
    }

    /// <summary>Takes the next due block and plans its next poll; false when none is due, then <paramref name="nextDue"/> says when one will be.</summary>
    /// <param name="late">It starts later than half its period after it was due.</param>
    public bool TryTake(long now, out UnitState unit, out PollBlock block, out bool late, out long nextDue)
    {
        nextDue = long.MaxValue;
        for (var i = 0; i < _units.Count; i++)
        {
            var at = (_turn + i) % _units.Count;
            var (candidate, due) = Earliest(_units[at]);
            if (candidate is not null && due <= now)
            {
                _turn = (at + 1) % _units.Count;
                (unit, block) = (_units[at], candidate);
                late = Plan(_units[at], candidate, now);
                return true;
            }

            nextDue = Math.Min(nextDue, due);
        }

        (unit, block, late) = (null!, null!, false);
        return false;
    }

    /// <summary>Spreads the polls of a unit that came back over one period.</summary>
    public static void Restart(UnitState unit, long now)
    {
        for (var i = 0; i < unit.Blocks.Count; i++)
        {
            var block = unit.Blocks[i];
            block.Attempt = 0;
            block.Due = block.Refusals > 0 || block.IsUnjudged
                ? unit.NextQuestion(now, RefusalSearch.Pace)
                : now + block.Period * i / unit.Blocks.Count;
        }
    }

    private static (PollBlock? Block, long Due) Earliest(UnitState unit)
    {
        PollBlock? best = null;
        var earliest = long.MaxValue;
        for (var i = 0; i < unit.Blocks.Count; i++)
        {
            var block = unit.Blocks[i];
            var due = block.Attempt > 0 ? long.MinValue : block.Due;
            if (unit.IsOffline)
            {
                return block.Busy ? (null, long.MaxValue) : (block, unit.RetryAt);
            }

            if (!block.Busy && due < earliest)
            {
                (best, earliest) = (block, due);
            }
        }

        return (best, earliest);
    }

    private static bool Plan(UnitState unit, PollBlock block, long now)
    {
        block.Busy = true;
        if (unit.IsOffline || block.Attempt > 0)
        {
            return false;
        }

        var behind = now - block.Due;
        block.Due += Math.Max(1, behind / block.Period + (behind % block.Period == 0 ? 0 : 1)) * block.Period;
        return behind > block.Period / 2;
    }
}
