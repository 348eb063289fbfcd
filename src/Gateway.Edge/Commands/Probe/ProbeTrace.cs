using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Trace;

namespace Gateway.Edge.Commands.Probe;

/// <summary>
/// Prints every frame as it goes over the wire: milliseconds since the first, direction (<c>&gt;&gt;</c> sent, <c>&lt;&lt;</c> received,
/// <c>!!</c> nothing came), bytes, and what was wrong. Any thread; allocates, which a probe may.
/// </summary>
internal sealed class ProbeTrace(TextWriter output, ModbusFraming framing, bool chinese, TimeProvider time) : IWireTrace
{
    private readonly Lock _gate = new();
    private byte[] _request = [];
    private long? _first;

    public void Record(WireEvent what, byte unit, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _first ??= now;
            if (what == WireEvent.Sent)
            {
                _request = bytes.ToArray();
            }

            var fault = WireDiagnosis.Of(what, bytes, _request, framing);
            var offset = time.GetElapsedTime(_first.Value, now).TotalMilliseconds;
            output.WriteLine(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{offset,10:+0.0} ms  {Arrow(what)}  {Hex(bytes)}{Words(fault, bytes)}"));
        }
    }

    private static string Arrow(WireEvent what) => what switch
    {
        WireEvent.Sent => ">>",
        WireEvent.Timeout or WireEvent.Disconnected => "!!",
        _ => "<<",
    };

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).Chunk(2).Aggregate(
        new System.Text.StringBuilder(), static (text, pair) => text.Append(text.Length == 0 ? "" : " ").Append(pair)).ToString();

    private string Words(WireFault fault, ReadOnlySpan<byte> bytes) => fault == WireFault.None
        ? ""
        : $"  {(chinese ? "※" : "--")} {WireDiagnosis.Describe(fault, bytes, framing).In(chinese)}";
}
