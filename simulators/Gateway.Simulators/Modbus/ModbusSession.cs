using System.Net.Sockets;

namespace Gateway.Simulators.Modbus;

/// <summary>
/// One connection: takes all requests that have arrived, answers them into one buffer and sends it at once. A fault first lets the
/// healthy replies before it go.
/// </summary>
internal sealed class ModbusSession(ModbusServerContext server, IByteLink link)
{
    private const int LargestReply = 260;
    private readonly byte[] _in = new byte[8192];
    private readonly byte[] _out = new byte[16384];
    private int _filled;
    private int _answered;
    private byte _lastUnit;
    private bool _hasSequence;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (await ReceiveAsync(cancellation) && await AnswerAllAsync(cancellation))
            {
            }
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            if (_answered > 0 && _hasSequence)
            {
                server.Doubt(_lastUnit);
            }
        }
        finally
        {
            link.Dispose();
        }
    }

    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellation)
    {
        if (_filled == _in.Length)
        {
            _filled = 0;
        }

        var received = await link.ReceiveAsync(_in.AsMemory(_filled), cancellation);
        _filled += received;
        return received > 0;
    }

    private async ValueTask<bool> AnswerAllAsync(CancellationToken cancellation)
    {
        var at = 0;
        while (TryNext(ref at, out var frame))
        {
            server.Counted();
            var pdu = new ReadOnlyMemory<byte>(_in, at + frame.PduStart, frame.PduLength);
            at += frame.Length;
            if (server.Silent)
            {
                continue;
            }

            if (server.Faults.Find(server.Id, server.Device(frame.Unit), frame.Unit) is { } fault)
            {
                await FlushAsync(cancellation);
                if (!await FaultyReply.SendAsync(server, link, fault, frame, pdu, cancellation))
                {
                    return false;
                }
            }
            else
            {
                Answer(frame, pdu.Span);
                if (_out.Length - _answered < LargestReply)
                {
                    await FlushAsync(cancellation);
                }
            }
        }

        Keep(at);
        await FlushAsync(cancellation);
        return true;
    }

    private bool TryNext(ref int at, out RequestFrame frame)
    {
        var found = server.Framing.TryTake(_in.AsSpan(at, _filled - at), out frame, out var skip);
        at += skip;
        return found;
    }

    private void Answer(RequestFrame frame, ReadOnlySpan<byte> pdu)
    {
        var reply = _out.AsSpan(_answered);
        var length = Reply(server, frame.Unit, pdu, reply[server.Framing.PduOffset..], counted: true);
        if (length > 0)
        {
            _answered += server.Framing.Wrap(frame.TransactionId, frame.Unit, length, reply);
            (_lastUnit, _hasSequence) = (frame.Unit, server.Unit(frame.Unit)?.Sequence > 0);
        }
    }

    /// <summary>The reply PDU; 0 when nothing answers. A foreign unit is silence on a line and exception 0x0B behind a TCP gateway.</summary>
    internal static int Reply(ModbusServerContext server, byte unitId, ReadOnlySpan<byte> pdu, Span<byte> reply, bool counted)
    {
        if (server.Unit(unitId) is { } unit)
        {
            return RequestProcessor.Process(unit, pdu, reply, counted);
        }

        return server.Framing.HasTransactionId
            ? RequestProcessor.Refuse(pdu[0], RequestProcessor.TargetDidNotRespond, reply)
            : 0;
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (_answered > 0)
        {
            await link.SendAsync(_out.AsMemory(0, _answered), cancellation);
            _answered = 0;
        }
    }

    private void Keep(int from)
    {
        _in.AsSpan(from, _filled - from).CopyTo(_in);
        _filled -= from;
    }
}
