namespace Gateway.Drivers.Modbus.Trace;

/// <summary>The last frames of every unit of a line, also those that went wrong. Recording copies bytes into a ring and allocates nothing.</summary>
public sealed class WireTrace : IWireTrace
{
    private readonly UnitRing?[] _rings = new UnitRing?[256];
    private readonly UnitRing _others;
    private readonly TimeProvider _time;

    /// <param name="units">Units of the line; frames of others are kept together.</param>
    public WireTrace(IEnumerable<byte> units, TimeProvider time)
    {
        _time = time;
        _others = new UnitRing();
        foreach (var unit in units)
        {
            _rings[unit] = new UnitRing();
        }
    }

    public void Record(WireEvent what, byte unit, ReadOnlySpan<byte> bytes) =>
        (_rings[unit] ?? _others).Add(_time.GetUtcNow().UtcTicks, what, unit, bytes);

    /// <summary>The kept frames of a unit, oldest first; those of unknown units and noise for a unit that is not of the line. Any thread.</summary>
    public IReadOnlyList<WireRecord> Read(byte unit) => (_rings[unit] ?? _others).Snapshot();
}
