namespace Gateway.Drivers.Modbus.Trace;

/// <summary>Sees every frame of a line. Called on the hot path: must not allocate, block or throw.</summary>
public interface IWireTrace
{
    void Record(WireEvent what, byte unit, ReadOnlySpan<byte> bytes);
}
