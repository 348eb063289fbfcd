using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>
/// Which messages the broker still waits for. Acknowledgements leave in the order the messages came (MQTT 5.0
/// section 4.6), a whole read in one write. Messages of QoS 2 are handed over once, also over a reconnect, as long as this
/// process and the session live (section 4.3.3).
/// </summary>
internal sealed class AckLedger : IDisposable
{
    private const int KeptTickets = 256;

    private readonly Lock _gate = new();
    private readonly Queue<AckTicket> _waiting = new();
    private readonly Stack<AckTicket> _free = new();
    private readonly SemaphoreSlim _room = new(0, 1);
    private readonly int _limit;
    private readonly Action _kept;
    private readonly ExactlyOnce _exactlyOnce = new();
    private AckTicket? _open;
    private PacketSender? _sender;
    private int _connection;
    private int _session;
    private int _inFlight;
    private bool _frozen;
    private bool _disposed;

    /// <param name="kept">Called when a batch could not be stored: only a reconnect makes the broker send it again.</param>
    public AckLedger(int limit, Action kept)
    {
        _limit = limit;
        _kept = kept;
    }

    /// <summary>Messages of QoS 1 and 2 not yet acknowledged.</summary>
    public int InFlight => Volatile.Read(ref _inFlight) + (_open?.Count ?? 0);

    public bool HasRoom => InFlight < _limit;

    /// <summary>A new connection begins; unsettled packet ids of QoS 1 mean nothing on it.</summary>
    public void Begin(PacketSender sender, bool sessionPresent)
    {
        lock (_gate)
        {
            _connection++;
            _sender = sender;
            ForgetWaiting();
            _open?.Clear();
            _inFlight = 0;
            _frozen = false;
            if (!sessionPresent)
            {
                _session++;
                _exactlyOnce.Clear();
            }
        }
    }

    /// <summary>Notes a message; false when it is a repetition that must not be handed over again.</summary>
    /// <param name="repeated">The DUP flag.</param>
    public bool Register(ushort id, int qos, bool repeated)
    {
        if (qos == 2 && !RegisterExactlyOnce(id, repeated))
        {
            return false;
        }

        (_open ??= Rent()).Add(qos == 2 ? id | AckTicket.Qos2 : id);
        return true;
    }

    /// <summary>Ends the read; null when nothing of it needs an acknowledgement.</summary>
    public AckTicket? Close()
    {
        var ticket = _open;
        if (ticket is null || ticket.Count == 0)
        {
            return null;
        }

        _open = null;
        lock (_gate)
        {
            ticket.Connection = _connection;
            ticket.Session = _session;
            _waiting.Enqueue(ticket);
            _inFlight += ticket.Count;
        }

        return ticket;
    }

    /// <summary>PUBREL: the broker knows that we have it; the id may be used anew.</summary>
    public void Release(ushort id)
    {
        lock (_gate)
        {
            _exactlyOnce.Release(id);
            _sender?.Acknowledge(Protocol.PacketType.PublishComplete, id);
        }
    }

    public async ValueTask WaitForRoomAsync(CancellationToken cancellation)
    {
        while (!HasRoom)
        {
            await _room.WaitAsync(cancellation);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _room.Dispose();
        }
    }

    internal void Settle(AckTicket ticket, DeliveryOutcome outcome)
    {
        var kept = false;
        lock (_gate)
        {
            ticket.Outcome = outcome;
            if (ticket.Connection != _connection)
            {
                kept = SettleLate(ticket);
                Free(ticket);
            }

            while (_waiting.TryPeek(out var head) && head.Outcome is { } decided)
            {
                _waiting.Dequeue();
                kept |= Finish(head, decided);
                Free(head);
            }

            if (!_disposed && _room.CurrentCount == 0)
            {
                _room.Release();
            }
        }

        if (kept)
        {
            _kept();
        }
    }

    private bool Finish(AckTicket ticket, DeliveryOutcome outcome)
    {
        // After one batch was kept nothing later may be acknowledged on this connection: it would be out of order.
        _frozen |= outcome == DeliveryOutcome.Kept;
        _exactlyOnce.Settle(ticket.Ids, outcome != DeliveryOutcome.Kept);
        _exactlyOnce.TakeAwaited(ticket.Ids, static _ => { });
        if (!_frozen)
        {
            _sender?.Acknowledge(ticket.Ids);
            _inFlight -= ticket.Count;
        }

        return outcome == DeliveryOutcome.Kept;
    }

    /// <summary>A batch of an earlier connection; true when the broker must be made to send it again.</summary>
    private bool SettleLate(AckTicket ticket)
    {
        if (ticket.Session != _session)
        {
            return false;
        }

        var kept = ticket.Outcome == DeliveryOutcome.Kept;
        _exactlyOnce.Settle(ticket.Ids, !kept);
        _exactlyOnce.TakeAwaited(ticket.Ids, id => _sender?.Acknowledge(Protocol.PacketType.PublishReceived, id));
        return kept;
    }

    private void ForgetWaiting()
    {
        foreach (var ticket in _waiting)
        {
            if (ticket.Outcome is { } outcome)
            {
                _exactlyOnce.Settle(ticket.Ids, outcome != DeliveryOutcome.Kept);
            }
        }

        _waiting.Clear();
    }

    private bool RegisterExactlyOnce(ushort id, bool repeated)
    {
        lock (_gate)
        {
            var isNew = _exactlyOnce.Take(id, repeated, out var stored);
            if (stored)
            {
                _sender?.Acknowledge(Protocol.PacketType.PublishReceived, id);
            }

            return isNew;
        }
    }

    private AckTicket Rent()
    {
        lock (_gate)
        {
            return _free.TryPop(out var ticket) ? ticket : new AckTicket(this);
        }
    }

    private void Free(AckTicket ticket)
    {
        ticket.Clear();
        if (_free.Count < KeptTickets)
        {
            _free.Push(ticket);
        }
    }
}
