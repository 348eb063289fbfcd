using System.Collections.Concurrent;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Trace;
using Gateway.Drivers.Modbus.Transports;

namespace Gateway.Drivers.Modbus.Client;

/// <summary>
/// Modbus master on one open channel: several transactions in flight where the framing names them, none of it allocated in steady state.
/// Thread-safe. Trouble is a status of the reply, never an exception; once disconnected it stays so and a new client is needed.
/// </summary>
public sealed partial class ModbusClient : IDisposable
{
    private const int SendBufferLength = 1024;
    private const int LongestFrame = 16;

    private readonly IByteChannel _channel;
    private readonly IFramer _framer;
    private readonly IWireTrace? _trace;
    private readonly TimeProvider _time;
    private readonly int _inFlightLimit;
    private readonly TransactionTable _table;
    private readonly ConcurrentQueue<TransactionSlot> _free = new();
    private readonly ConcurrentQueue<TransactionSlot> _waiting = new();
    private readonly byte[] _sendBuffer = new byte[SendBufferLength];
    private readonly PacingGate _pacing;
    private readonly SweepClock _sweeps;
    private readonly long _timeout;
    private TransactionSlot? _head;
    private int _inFlight;
    private int _pumpCalls;
    private int _closed;
    private int _sent;
    private int _timeoutsInRow;

    /// <summary>Takes the channel over and starts receiving.</summary>
    /// <param name="trace">Sees every frame; null = none.</param>
    public ModbusClient(IByteChannel channel, ModbusClientOptions options, TimeProvider time, IWireTrace? trace = null)
    {
        _channel = channel;
        _time = time;
        _trace = trace;
        _framer = options.Framing == ModbusFraming.Mbap ? new MbapFramer() : new RtuFramer(options.Heartbeat);
        _inFlightLimit = _framer.HasTransactions ? options.InFlight : 1;
        _table = new TransactionTable(_inFlightLimit);
        _timeout = PacingGate.ToTimestamp(options.Timeout, time);
        _pacing = new PacingGate(options, time, Pump);
        _sweeps = SweepClock.Of(time, TimeSpan.FromTicks(Math.Clamp(options.Timeout.Ticks / 4, TimeSpan.TicksPerMillisecond * 5, TimeSpan.TicksPerSecond)));
        _sweeps.Enter(this);
        _receiving = ReceiveLoopAsync();
    }

    /// <summary>True once the channel is lost or closed; every request then answers <see cref="ReplyStatus.Disconnected"/>.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>Requests that timed out since the last reply to anything; tells a half-open connection.</summary>
    public int TimeoutsInRow => Volatile.Read(ref _timeoutsInRow);

    /// <summary>Ends when the channel does, with the exception that broke it if there was one.</summary>
    public Task Completion => _receiving;

    /// <summary>
    /// Sends a request as soon as fewer than the allowed transactions are in flight; others are sent in order of their call. The reply's data
    /// (registers or packed bits as on the wire) is in <paramref name="destination"/>. Bounded by the time-out, so it takes no cancellation.
    /// </summary>
    /// <param name="destination">At least <see cref="ModbusRequest.DataLength"/> bytes for a read; not touched after completion.</param>
    public ValueTask<ModbusReply> SendAsync(in ModbusRequest request, Memory<byte> destination)
    {
        if (request.IsRead && destination.Length < request.DataLength)
        {
            throw new ArgumentException("Shorter than the data of the reply.", nameof(destination));
        }

        if (!_free.TryDequeue(out var slot))
        {
            slot = new TransactionSlot(this);
        }

        slot.Prepare(request, destination);
        var task = slot.Task;
        _waiting.Enqueue(slot);
        Pump();
        if (IsClosed)
        {
            FailWaiting();
        }

        return task;
    }

    /// <summary>Closes the channel; requests in flight answer <see cref="ReplyStatus.Disconnected"/>.</summary>
    public void Dispose() => Close();

    internal void Release(TransactionSlot slot) => _free.Enqueue(slot);

    /// <summary>Sends what waits. One thread at a time does it; a call meanwhile makes that thread look again.</summary>
    private void Pump()
    {
        if (Interlocked.Increment(ref _pumpCalls) == 1)
        {
            RunPump();
        }
    }

    private void RunPump()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _pumpCalls);
            var sending = SendWaiting();
            if (!sending.IsCompletedSuccessfully)
            {
                _ = FinishPumpAsync(sending, seen);
                return;
            }
        }
        while (Interlocked.Add(ref _pumpCalls, -seen) != 0);
    }

    private async Task FinishPumpAsync(ValueTask sending, int seen)
    {
        try
        {
            await sending;
        }
        catch (Exception)
        {
            Close();
        }

        if (Interlocked.Add(ref _pumpCalls, -seen) != 0)
        {
            RunPump();
        }
    }

    private ValueTask SendWaiting()
    {
        var length = 0;
        while (length <= SendBufferLength - LongestFrame && TryTakeWaiting(out var slot))
        {
            length += Launch(slot, _sendBuffer.AsSpan(length));
        }

        if (length == 0)
        {
            return default;
        }

        var sending = SendBytes(length);

        if (!_waiting.IsEmpty)
        {
            // The buffer was full: look once more when it has left.
            Interlocked.Increment(ref _pumpCalls);
        }

        return sending;
    }

    private ValueTask SendBytes(int length)
    {
        try
        {
            return _channel.SendAsync(_sendBuffer.AsMemory(0, length));
        }
        catch (Exception e)
        {
            return ValueTask.FromException(e);
        }
    }

    private bool TryTakeWaiting(out TransactionSlot slot)
    {
        slot = null!;
        if (Volatile.Read(ref _inFlight) >= _inFlightLimit || HeadOfWaiting() is not { } head || !_pacing.MaySend(head.Request.Unit))
        {
            return false;
        }

        slot = Interlocked.Exchange(ref _head, null)!;
        return slot is not null;
    }

    /// <summary>The oldest request not sent, held outside the queue: looking into a ConcurrentQueue keeps its segments from being reused.</summary>
    private TransactionSlot? HeadOfWaiting()
    {
        if (Volatile.Read(ref _head) is null && _waiting.TryDequeue(out var next))
        {
            Volatile.Write(ref _head, next);
            if (IsClosed)
            {
                FailWaiting();
            }
        }

        return Volatile.Read(ref _head);
    }

    private int Launch(TransactionSlot slot, Span<byte> to)
    {
        var request = slot.Request;
        slot.Deadline = _time.GetTimestamp() + _timeout;
        Interlocked.Increment(ref _inFlight);
        slot.Number = Interlocked.Increment(ref _sent);
        _table.Add(slot);
        var transaction = slot.Transaction;
        var length = _framer.Write(request, transaction, to);
        _trace?.Record(WireEvent.Sent, request.Unit, to[..length]);
        if (IsClosed)
        {
            TryFinish(slot, transaction, new ModbusReply(ReplyStatus.Disconnected));
        }

        return length;
    }
}
