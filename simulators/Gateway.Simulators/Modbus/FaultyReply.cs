using Gateway.Simulators.Faults;
using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Modbus;

/// <summary>Sends the reply a fault spoils. Such a reply never raises the sequence, so it cannot be missed as lost.</summary>
internal static class FaultyReply
{
    /// <summary>Returns false when the connection has to end.</summary>
    public static async ValueTask<bool> SendAsync(
        ModbusServerContext server, IByteLink link, Fault fault, RequestFrame frame, ReadOnlyMemory<byte> pdu, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromMilliseconds(fault.DelayMs);
        switch (fault.Kind)
        {
            case FaultKind.Drop:
                return true;
            case FaultKind.Disconnect:
                return false;
            case FaultKind.Delay:
                await Task.Delay(pause, server.Time, cancellation);
                await link.SendAsync(Build(server, fault, frame, pdu.Span), cancellation);
                return true;
            case FaultKind.Drip:
                var bytes = Build(server, fault, frame, pdu.Span);
                for (var i = 0; i < bytes.Length; i++)
                {
                    await link.SendAsync(bytes.AsMemory(i, 1), cancellation);
                    await Task.Delay(pause, server.Time, cancellation);
                }

                return true;
            default:
                await link.SendAsync(Build(server, fault, frame, pdu.Span), cancellation);
                return true;
        }
    }

    private static byte[] Build(ModbusServerContext server, Fault fault, RequestFrame frame, ReadOnlySpan<byte> pdu)
    {
        Span<byte> whole = stackalloc byte[300];
        var place = whole[server.Framing.PduOffset..];
        var length = fault.Kind == FaultKind.Exception
            ? RequestProcessor.Refuse(pdu[0], fault.ExceptionCode, place)
            : ModbusSession.Reply(server, frame.Unit, pdu, place, counted: false);
        var id = (ushort)(fault.Kind == FaultKind.WrongId ? frame.TransactionId ^ 0x5555 : frame.TransactionId);
        var unit = (byte)(fault.Kind == FaultKind.WrongUnit ? frame.Unit + 1 : frame.Unit);
        var total = length == 0 ? 0 : server.Framing.Wrap(id, unit, length, whole);
        return fault.Kind switch
        {
            FaultKind.Truncated => whole[..(total / 2)].ToArray(),
            FaultKind.Garbage => Garbage(server, total),
            _ => whole[..total].ToArray(),
        };
    }

    private static byte[] Garbage(ModbusServerContext server, int length)
    {
        var bytes = new byte[Math.Max(5, length)];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(Noise.Uniform(Noise.SeedOf((ulong)server.Requests, server.Id), (ulong)i) * 256);
        }

        return bytes;
    }
}
