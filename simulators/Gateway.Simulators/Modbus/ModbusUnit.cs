using Gateway.Simulators.Encoding;

namespace Gateway.Simulators.Modbus;

/// <summary>
/// The memory of one unit id. Addresses past the end of a table answer exception 2. Every access goes through
/// <see cref="Gate"/>, so a 32-bit value is never seen half written.
/// </summary>
public sealed class ModbusUnit
{
    private int _sequenceAddress = -1;
    private RegisterTable _sequenceTable;
    private ByteOrder _sequenceOrder;

    public ModbusUnit(byte id, int coils = 0, int discretes = 0, int inputs = 0, int holdings = 0)
    {
        Id = id;
        Coils = new bool[coils];
        Discretes = new bool[discretes];
        Inputs = new ushort[inputs];
        Holdings = new ushort[holdings];
    }

    public byte Id { get; }

    public Lock Gate { get; } = new();

    public bool[] Coils { get; }

    public bool[] Discretes { get; }

    public ushort[] Inputs { get; }

    public ushort[] Holdings { get; }

    /// <summary>Replies so far that carried the whole sequence pair.</summary>
    public uint Sequence { get; private set; }

    /// <summary>Requests answered or refused, whatever they asked for.</summary>
    public long Requests { get; set; }

    /// <summary>Called under <see cref="Gate"/> for each read answered: table, first address, count, sequence it carried or 0.</summary>
    public Action<RegisterTable, int, int, uint>? Served { get; set; }

    /// <summary>Called under <see cref="Gate"/> after a master wrote coils or holding registers: table, first address, count.</summary>
    public Action<RegisterTable, int, int>? Written { get; set; }

    /// <summary>Whether a master may write at all; a unit without outputs refuses with exception 1.</summary>
    public bool Writable { get; set; }

    /// <summary>Names the uint32 that rises by one with each reply holding both of its registers.</summary>
    public void PlaceSequence(RegisterTable table, int address, ByteOrder order) =>
        (_sequenceTable, _sequenceAddress, _sequenceOrder) = (table, address, order);

    /// <summary>Raises the sequence when the read covers it. Call under <see cref="Gate"/>.</summary>
    internal uint Advance(RegisterTable table, int address, int count)
    {
        if (_sequenceAddress < address || table != _sequenceTable || _sequenceAddress + 2 > address + count)
        {
            return 0;
        }

        Sequence++;
        RegisterEncoder.Place(Sequence, 2, _sequenceOrder, Registers(table).AsSpan(_sequenceAddress));
        return Sequence;
    }

    internal ushort[] Registers(RegisterTable table) => table == RegisterTable.Input ? Inputs : Holdings;

    internal bool[] Bits(RegisterTable table) => table == RegisterTable.Discrete ? Discretes : Coils;
}
