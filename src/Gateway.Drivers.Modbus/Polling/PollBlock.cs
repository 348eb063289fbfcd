using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>One request of the poll plan and what is taken out of its reply.</summary>
public sealed class PollBlock
{
    private readonly PollItem[] _items;

    /// <param name="items">All of one table and scan rate, within one request.</param>
    public PollBlock(byte unit, int scanMs, IReadOnlyList<PollItem> items)
    {
        _items = [.. items.OrderBy(i => i.Kind).ThenBy(i => i.Address)];
        ScanMs = scanMs;
        Table = items[0].Table;
        Start = items.Min(i => i.Address);
        Count = items.Max(i => i.End) - Start;
        Request = new ModbusRequest(unit, (FunctionCode)Table, (ushort)Start, (ushort)Count);
    }

    public ModbusTable Table { get; }

    /// <summary>First address on the wire.</summary>
    public int Start { get; }

    /// <summary>Registers or bits asked for.</summary>
    public int Count { get; }

    public int ScanMs { get; }

    public ModbusRequest Request { get; }

    public IReadOnlyList<PollItem> Items => _items;

    /// <summary>Ticks since the poller's start at which it is due.</summary>
    internal long Due { get; set; }

    /// <summary>Sent and not finished yet.</summary>
    internal bool Busy { get; set; }

    /// <summary>Failed attempts of the present poll; above 0 it is due at once.</summary>
    internal int Attempt { get; set; }

    /// <summary>The block it is a half of; null for a block of the plan.</summary>
    internal PollBlock? Parent { get; init; }

    /// <summary>Part of a search that has not been answered or refused yet.</summary>
    internal bool IsUnjudged { get; set; }

    /// <summary>Put together again from its halves after one of them became readable.</summary>
    internal bool WasJoined { get; set; }

    /// <summary>Times in a row the device refused it though it cannot be divided; 0 = not refused.</summary>
    internal int Refusals { get; set; }

    /// <summary>The points whose value is lost when this block cannot be read; one whose status alone is in it keeps its value.</summary>
    internal IReadOnlyList<PointReader> ValueReaders => [.. _items.Where(i => i.Kind == PollItemKind.Value).Select(i => i.Reader)];

    internal long Period => ScanMs * TimeSpan.TicksPerMillisecond;
}
