namespace Gateway.Simulators.Ledger;

/// <summary>
/// Sequence numbers one device sent: 1 to <see cref="LastSent"/> without holes. Thread-safe.
/// </summary>
public sealed class DeviceLedger(string device, string protocol)
{
    private readonly Lock _gate = new();
    private readonly SortedSet<long> _unacknowledged = [];
    private readonly List<long> _undelivered = [];
    private long _lastSent;

    public string Device => device;

    /// <summary>modbus or mqtt.</summary>
    public string Protocol => protocol;

    public long LastSent => Volatile.Read(ref _lastSent);

    /// <summary>Messages the broker has not acknowledged (MQTT QoS 1); they may or may not have arrived.</summary>
    public long[] Unacknowledged()
    {
        lock (_gate)
        {
            return [.. _unacknowledged];
        }
    }

    /// <summary>Replies whose connection broke while they were being sent; they may or may not have arrived.</summary>
    public long[] Undelivered()
    {
        lock (_gate)
        {
            return [.. _undelivered];
        }
    }

    public void Sent(long sequence) => Volatile.Write(ref _lastSent, sequence);

    /// <summary>Notes the next message before it is handed over; it counts as unacknowledged until <see cref="Acknowledged"/>.</summary>
    public long Next(bool awaitsAcknowledgement)
    {
        lock (_gate)
        {
            _lastSent++;
            if (awaitsAcknowledgement)
            {
                _unacknowledged.Add(_lastSent);
            }

            return _lastSent;
        }
    }

    public void Acknowledged(long sequence)
    {
        lock (_gate)
        {
            _unacknowledged.Remove(sequence);
        }
    }

    public void Doubtful(long sequence)
    {
        lock (_gate)
        {
            _undelivered.Add(sequence);
        }
    }
}
