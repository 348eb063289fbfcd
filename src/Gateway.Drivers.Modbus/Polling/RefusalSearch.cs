using Gateway.Drivers.Modbus.Framing;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>
/// Finds out which addresses of a refused request the device really refuses, so that one bad address never blinds its neighbours. A refused
/// block is halved until the refused address stands alone; the halves that are answered stay in the plan as smaller requests. A refused address
/// is tried again ever more slowly; when one is readable again its neighbours are joined with it again, up to the request of the plan.
/// With k refused places among n addresses it takes at most 1 + 2 k (1 + log2 n) questions. Used by the poller's task alone.
/// </summary>
/// <param name="log">Told what is refused, once a search has ended.</param>
internal sealed class RefusalSearch(PollLog log)
{
    /// <summary>Between two questions of a search to one unit: a search must not crowd out the scan of the line.</summary>
    internal static readonly long Pace = 200 * TimeSpan.TicksPerMillisecond;

    /// <summary>
    /// Wait before a refused address is asked again; doubled each time. Short at first, because devices that are starting refuse what they
    /// serve a moment later.
    /// </summary>
    internal static readonly long FirstRetry = 30 * TimeSpan.TicksPerSecond;

    internal static readonly long LongestRetry = 10 * TimeSpan.TicksPerMinute;

    /// <summary>A lone address is asked again at most once in this time for each refused one of its unit, so that a device that refuses all costs little.</summary>
    private static readonly long RetryShare = 2 * TimeSpan.TicksPerSecond;

    /// <summary>Illegal data address; some devices say illegal data value instead (for a stretch that is too long, too).</summary>
    public static bool IsRefusal(in ModbusReply reply) => reply is
    {
        Status: ReplyStatus.Exception, ExceptionCode: ModbusExceptions.IllegalDataAddress or ModbusExceptions.IllegalDataValue,
    };

    /// <summary>Takes in that a block was refused. True when it cannot be divided: its points have no value.</summary>
    public bool Refused(UnitState unit, PollBlock block, string error, long now)
    {
        block.IsUnjudged = false;
        var (left, right) = Halve(block);
        if (left is null || right is null)
        {
            RefusedAlone(unit, block, now);
            unit.RefusalError = error;
            TellWhenDone(unit);
            return true;
        }

        left.Due = unit.NextQuestion(now, Pace);
        right.Due = unit.NextQuestion(now, Pace);
        unit.Replace(block, left, right);
        return false;
    }

    /// <summary>Takes in that a block was answered.</summary>
    public void Answered(UnitState unit, PollBlock block, long now)
    {
        if (block is { IsUnjudged: false, Refusals: 0, WasJoined: false })
        {
            return;
        }

        var recovered = block.Refusals > 0 || block.WasJoined;
        (block.IsUnjudged, block.Refusals, block.WasJoined) = (false, 0, false);
        if (recovered)
        {
            Hurry(unit, now);
            Join(unit, block, now);
        }

        TellWhenDone(unit);
    }

    private static void RefusedAlone(UnitState unit, PollBlock block, long now)
    {
        block.WasJoined = false;
        foreach (var item in block.Items.Where(i => i.Kind == PollItemKind.Decimals))
        {
            item.Reader.ForgetDecimals();
        }

        var wait = Math.Min(FirstRetry << Math.Min(block.Refusals, 10), LongestRetry);
        block.Refusals++;
        unit.RefusedChanged |= block.Refusals == 1;
        var refused = unit.Blocks.Count(b => b.Refusals > 0);
        block.Due = now + Math.Max(wait, refused * RetryShare);
    }

    /// <summary>What made one address readable may have made the others so.</summary>
    private static void Hurry(UnitState unit, long now)
    {
        unit.RefusedChanged = true;
        foreach (var other in unit.Blocks.Where(b => b is { Refusals: > 0, Busy: false }))
        {
            other.Due = Math.Min(other.Due, unit.NextQuestion(now, Pace));
        }
    }

    private static void Join(UnitState unit, PollBlock block, long now)
    {
        if (block.Parent is not { } parent || unit.Blocks.Where(b => b.Parent == parent).ToArray() is not [var one, var two]
            || new[] { one, two }.Any(b => b.Busy || b.IsUnjudged || b.Refusals > 0))
        {
            return;
        }

        (parent.IsUnjudged, parent.WasJoined, parent.Attempt) = (true, true, 0);
        parent.Due = unit.NextQuestion(now, Pace);
        unit.Join(one, two, parent);
    }

    private void TellWhenDone(UnitState unit)
    {
        if (!unit.RefusedChanged || unit.Blocks.Any(b => b.IsUnjudged))
        {
            return;
        }

        unit.RefusedChanged = false;
        string[] names = [.. unit.Blocks.Where(b => b.Refusals > 0).SelectMany(b => b.Items).Select(NameOf).Distinct()];
        log.RefusedPointsChanged(unit.Device.Id, names, unit.RefusalError);
    }

    private static string NameOf(PollItem item) => item.Kind switch
    {
        PollItemKind.Status => $"{item.Reader.Point.Id} (status)",
        PollItemKind.Decimals => $"{item.Reader.Point.Id} (decimals)",
        _ => item.Reader.Point.Id,
    };

    /// <summary>Items of the very same addresses stay together; no cut can tell them apart.</summary>
    private static (PollBlock? Left, PollBlock? Right) Halve(PollBlock block)
    {
        var cells = block.Items.GroupBy(i => (i.Address, i.Width)).OrderBy(g => g.Key.Address).ThenBy(g => g.Key.Width).ToArray();
        var middle = cells.Length / 2;
        return middle == 0 ? (null, null) : (Part(block, cells[..middle]), Part(block, cells[middle..]));
    }

    private static PollBlock Part(PollBlock parent, IEnumerable<IEnumerable<PollItem>> cells) =>
        new(parent.Request.Unit, parent.ScanMs, [.. cells.SelectMany(c => c)]) { Parent = parent, IsUnjudged = true };
}
