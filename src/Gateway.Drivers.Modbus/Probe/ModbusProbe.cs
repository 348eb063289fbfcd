using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Transports;

namespace Gateway.Drivers.Modbus.Probe;

/// <summary>Reads only, for a technician in front of an unknown device. One question at a time.</summary>
public sealed class ModbusProbe : IAsyncDisposable
{
    private const int LongestData = 252;
    private readonly IChannelFactory _channels;
    private readonly ModbusClient _client;

    private ModbusProbe(IChannelFactory channels, ModbusClient client) => (_channels, _client) = (channels, client);

    /// <param name="line">Transport, time-out and pause are used; devices may be empty.</param>
    /// <exception cref="IOException">The line cannot be reached.</exception>
    public static async Task<ModbusProbe> OpenAsync(
        ModbusLineOptions line, TimeProvider time, Trace.IWireTrace? trace, CancellationToken cancellation)
    {
        var channels = ChannelFactories.Create(line.Transport, time);
        try
        {
            var channel = await channels.OpenAsync(cancellation);
            return new ModbusProbe(channels, new ModbusClient(channel, ChannelFactories.ClientOptions(line), time, trace));
        }
        catch
        {
            await channels.DisposeAsync();
            throw;
        }
    }

    /// <param name="address">On the wire, 0-based.</param>
    /// <param name="count">1..125 registers or 1..2000 bits.</param>
    public async Task<ProbeResult> ReadAsync(byte unit, ModbusTable table, ushort address, ushort count)
    {
        var data = new byte[LongestData];
        var reply = await _client.SendAsync(new ModbusRequest(unit, (FunctionCode)table, address, count), data);
        return new ProbeResult(unit, table, address, count, reply, data[..reply.Length]);
    }

    /// <summary>Tells every unit that answers, also with an exception: it is there, though it has no such register.</summary>
    public async IAsyncEnumerable<ProbeResult> ScanUnitsAsync(
        byte from, byte to, ModbusTable table, ushort address, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int unit = from; unit <= to && !cancellation.IsCancellationRequested && !_client.IsClosed; unit++)
        {
            var result = await ReadAsync((byte)unit, table, address, 1);
            var exception = result.Reply.Status == ReplyStatus.Exception && !ModbusExceptions.MeansUnitIsSilent(result.Reply.ExceptionCode);
            if (result.Reply.IsOk || exception)
            {
                yield return result;
            }
        }
    }

    /// <summary>
    /// Tells every stretch of addresses that can be read, in answers of at most <paramref name="step"/>. A stretch that is refused is halved until the
    /// refused address stands alone, so unknown maps with gaps are found with few requests.
    /// </summary>
    /// <param name="step">1..125 registers or 1..2000 bits in one request.</param>
    public async IAsyncEnumerable<ProbeResult> ScanRangeAsync(
        byte unit, ModbusTable table, ushort from, ushort to, int step,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = new Stack<(int Start, int Count)>();
        for (var at = from + (to - from) / step * step; at >= from; at -= step)
        {
            open.Push((at, Math.Min(step, to - at + 1)));
        }

        while (open.TryPop(out var next) && !cancellation.IsCancellationRequested && !_client.IsClosed)
        {
            var result = await ReadAsync(unit, table, (ushort)next.Start, (ushort)next.Count);
            if (result.Reply.IsOk)
            {
                yield return result;
            }
            else if (result.Reply.Status == ReplyStatus.Exception && next.Count > 1)
            {
                var half = next.Count / 2;
                open.Push((next.Start + half, next.Count - half));
                open.Push((next.Start, half));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _channels.DisposeAsync();
    }
}
