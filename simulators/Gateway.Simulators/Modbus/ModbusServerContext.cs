using Gateway.Simulators.Faults;

namespace Gateway.Simulators.Modbus;

/// <summary>What all connections of one server share.</summary>
public sealed class ModbusServerContext(string id, IFraming framing, FaultTimetable faults, TimeProvider time)
{
    private readonly (ModbusUnit Unit, string? Device, DoubtfulSequence? Doubt)[] _units = new (ModbusUnit, string?, DoubtfulSequence?)[256];
    private long _requests;

    public string Id => id;

    public IFraming Framing => framing;

    public FaultTimetable Faults => faults;

    public TimeProvider Time => time;

    /// <summary>Accepts connections and requests but never answers, as a hung device does.</summary>
    public bool Silent { get; set; }

    /// <summary>Requests received.</summary>
    public long Requests => Volatile.Read(ref _requests);

    public void Add(ModbusUnit unit, string? device = null, DoubtfulSequence? doubt = null) => _units[unit.Id] = (unit, device, doubt);

    public ModbusUnit? Unit(byte id) => _units[id].Unit;

    internal string? Device(byte id) => _units[id].Device;

    internal void Counted() => Interlocked.Increment(ref _requests);

    /// <summary>Tells the ledger of a unit that its newest reply may not have arrived.</summary>
    internal void Doubt(byte id)
    {
        var (unit, _, doubt) = _units[id];
        doubt?.Invoke(unit.Sequence);
    }
}

/// <summary>Called with the sequence number of a reply whose connection broke.</summary>
public delegate void DoubtfulSequence(uint sequence);
