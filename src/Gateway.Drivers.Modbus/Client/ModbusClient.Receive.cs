using System.Buffers.Binary;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Trace;

namespace Gateway.Drivers.Modbus.Client;

public sealed partial class ModbusClient
{
    private const int ReceiveBufferLength = 8192;
    private const int LongestReply = 260;
    private readonly byte[] _received = new byte[ReceiveBufferLength];
    private readonly Task _receiving;
    private int _start;
    private int _end;
    private int _sentBefore;

    /// <summary>Ends when the channel does; whatever broke it is in the task, for <see cref="Completion"/>.</summary>
    private async Task ReceiveLoopAsync()
    {
        try
        {
            int count;
            while ((count = await _channel.ReceiveAsync(_received.AsMemory(_end))) > 0)
            {
                Took(count);
                Process();
            }
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Drops the held head of a reply when what came now cannot be its end.</summary>
    private void Took(int count)
    {
        var sent = Volatile.Read(ref _sent);
        if (_start < _end && (_framer.HasTransactions ? BeginsReply(_received.AsSpan(_end, count)) : sent != _sentBefore))
        {
            _trace?.Record(WireEvent.Noise, 0, _received.AsSpan(_start, _end - _start));
            _start = _end;
        }

        _sentBefore = sent;
        _end += count;
    }

    /// <summary>
    /// With transaction ids: what came begins with the header of another reply that is waited for, so the held one was cut off; going on would give
    /// it that header for values. Without them: what came before a request was sent cannot be its answer, and the end of that, come late, would make
    /// it a whole frame for the next request.
    /// </summary>
    private bool BeginsReply(ReadOnlySpan<byte> came)
    {
        const int ProtocolEnd = 4;
        var other = came.Length >= ProtocolEnd && came[2] == 0 && came[3] == 0
            ? _table.Find(BinaryPrimitives.ReadUInt16BigEndian(came)) : null;
        return other is not null && _end - _start >= 2 && !_received.AsSpan(_start, 2).SequenceEqual(came[..2]);
    }

    /// <summary>The request the bytes at hand can answer, where replies do not say which: the one in flight if it was sent before they came.</summary>
    private TransactionSlot? Answerable() =>
        !_framer.HasTransactions && _table.Single() is { } slot && slot.Number - _sentBefore <= 0 ? slot : null;

    /// <summary>Holds the pump while replies are handed out, so that all requests they lead to leave in one write.</summary>
    private void Process()
    {
        var mine = Interlocked.Increment(ref _pumpCalls) == 1;
        Parse();
        Compact();
        if (mine)
        {
            RunPump();
        }
    }

    private void Parse()
    {
        while (_start < _end)
        {
            var head = _received.AsSpan(_start, _end - _start);
            var single = Answerable();
            var transaction = single?.Transaction ?? 0;
            var match = _framer.Match(head, single?.Request);
            if (match.Kind == MatchKind.NeedMore)
            {
                return;
            }

            _start += match.Consumed;
            var frame = head[..match.Consumed];
            if (match.Kind == MatchKind.Skip)
            {
                _trace?.Record(WireEvent.Noise, single?.Request.Unit ?? 0, frame);
                continue;
            }

            transaction = _framer.HasTransactions ? match.Transaction : transaction;
            Deliver(_framer.HasTransactions ? _table.Find(transaction) : single, transaction, match, frame);
        }
    }

    private void Deliver(TransactionSlot? slot, ushort transaction, in ReplyMatch match, ReadOnlySpan<byte> frame)
    {
        if (slot is null || slot.Request.Unit != match.Unit || !_table.TryTake(slot, transaction))
        {
            _trace?.Record(WireEvent.Foreign, match.Unit, frame);
            return;
        }

        var pdu = frame.Slice(match.PduStart, match.PduLength);
        var status = ReplyCheck.Judge(slot.Request, pdu, out var exception);
        _trace?.Record(EventOf(status), match.Unit, frame);
        var length = 0;
        if (status == ReplyStatus.Ok && slot.Request.IsRead)
        {
            length = slot.Request.DataLength;
            pdu[2..].CopyTo(slot.Destination.Span);
        }

        Volatile.Write(ref _timeoutsInRow, 0);
        Finish(slot, new ModbusReply(status, exception, length));
    }

    private static WireEvent EventOf(ReplyStatus status) => status switch
    {
        ReplyStatus.Ok => WireEvent.Received,
        ReplyStatus.Exception => WireEvent.Exception,
        _ => WireEvent.Malformed,
    };

    private void Compact()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_received.Length - _end < LongestReply)
        {
            _received.AsSpan(_start, _end - _start).CopyTo(_received);
            _end -= _start;
            _start = 0;
        }
    }

    private bool TryFinish(TransactionSlot slot, ushort transaction, in ModbusReply reply)
    {
        var mine = _table.TryTake(slot, transaction);
        if (mine)
        {
            Finish(slot, reply);
        }

        return mine;
    }

    private void Finish(TransactionSlot slot, in ModbusReply reply)
    {
        _pacing.Ended(slot.Request.Unit, reply.Status);
        Interlocked.Decrement(ref _inFlight);
        slot.Complete(reply);
    }

    /// <summary>Ends what is overdue. Called by the clock all connections share.</summary>
    internal void Sweep()
    {
        var now = _time.GetTimestamp();
        var freed = false;
        for (var place = 0; place < _table.Capacity; place++)
        {
            if (_table.Peek(place) is { } slot && slot.Deadline <= now)
            {
                freed |= ExpireIfDue(slot, now);
            }
        }

        if (freed || _head is not null || !_waiting.IsEmpty)
        {
            Pump();
        }
    }

    private bool ExpireIfDue(TransactionSlot slot, long now)
    {
        var (transaction, request) = (slot.Transaction, slot.Request);

        // The slot may have been finished and sent again since it was looked at; its deadline then lies ahead.
        if (slot.Deadline > now || !_table.TryTake(slot, transaction))
        {
            return false;
        }

        Interlocked.Increment(ref _timeoutsInRow);
        RecordHeld(request.Unit);
        RecordLost(WireEvent.Timeout, request, transaction);
        Finish(slot, new ModbusReply(ReplyStatus.Timeout));
        return true;
    }

    private void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        _sweeps.Leave(this);
        _pacing.Dispose();
        _channel.Dispose();
        for (var place = 0; place < _table.Capacity; place++)
        {
            if (_table.Peek(place) is { } slot)
            {
                RecordLost(WireEvent.Disconnected, slot.Request, slot.Transaction);
                TryFinish(slot, slot.Transaction, new ModbusReply(ReplyStatus.Disconnected));
            }
        }

        FailWaiting();
    }

    private void FailWaiting()
    {
        Interlocked.Exchange(ref _head, null)?.Complete(new ModbusReply(ReplyStatus.Disconnected));
        while (_waiting.TryDequeue(out var slot))
        {
            slot.Complete(new ModbusReply(ReplyStatus.Disconnected));
        }
    }

    /// <summary>For the trace alone: the receiving task may move the bytes meanwhile, then the record is of other bytes of this connection.</summary>
    private void RecordHeld(byte unit)
    {
        var (start, end) = (Volatile.Read(ref _start), Volatile.Read(ref _end));
        if (_trace is not null && start < end)
        {
            _trace.Record(WireEvent.Incomplete, unit, _received.AsSpan(start, end - start));
        }
    }

    private void RecordLost(WireEvent what, in ModbusRequest request, ushort transaction)
    {
        if (_trace is not null)
        {
            Span<byte> frame = stackalloc byte[LongestFrame];
            _trace.Record(what, request.Unit, frame[.._framer.Write(request, transaction, frame)]);
        }
    }
}
