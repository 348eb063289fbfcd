using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>Our own publications of QoS 1 and 2 that the broker has not confirmed. Thread-safe.</summary>
internal sealed class Publications
{
    /// <summary>Kept out of use: SUBSCRIBE takes this id.</summary>
    public const ushort SubscribeId = 65535;

    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, TaskCompletionSource<bool>> _open = [];
    private readonly HashSet<ushort> _unreleased = [];

    /// <summary>Ids whose next PUBCOMP answers a precaution, not a publication.</summary>
    private readonly HashSet<ushort> _precautions = [];

    /// <summary>Ids of QoS 2 that cannot be open from an earlier process; null while every id is known.</summary>
    private HashSet<ushort>? _ownIds;
    private bool _resumed;
    private int _unanswered;
    private ushort _last;

    /// <summary>True when publications timed out and none was answered since.</summary>
    public bool IsUnanswered => Volatile.Read(ref _unanswered) > 0;

    /// <summary>Notes a publication; id 0 when as many are open as the broker allows.</summary>
    public OpenPublication Open(int limit, int qos, TaskCompletionSource<bool> done)
    {
        lock (_gate)
        {
            if (_open.Count >= Math.Min(limit, 60_000) || _unreleased.Count > 60_000)
            {
                return default;
            }

            do
            {
                _last = (ushort)((_last % (SubscribeId - 1)) + 1);
            }
            while (_open.ContainsKey(_last) || _unreleased.Contains(_last));
            _open[_last] = done;
            if (qos == 2)
            {
                _unreleased.Add(_last);
            }

            var releaseFirst = qos == 2 && _ownIds is not null && _ownIds.Add(_last) && _precautions.Add(_last);
            return new OpenPublication(_last, releaseFirst);
        }
    }

    /// <summary>PUBACK, or a PUBREC that refuses.</summary>
    public void Finish(ushort id, bool taken)
    {
        lock (_gate)
        {
            Volatile.Write(ref _unanswered, 0);
            _unreleased.Remove(id);
            if (_open.Remove(id, out var done))
            {
                done.TrySetResult(taken);
            }
        }
    }

    /// <summary>PUBCOMP.</summary>
    public void Complete(ushort id, bool taken)
    {
        lock (_gate)
        {
            if (_precautions.Remove(id))
            {
                return;
            }
        }

        Finish(id, taken);
    }

    /// <summary>Nobody answered in time. The id stays in use: the broker may still answer (MQTT 5.0 section 4.3).</summary>
    public void NoteTimeout() => Interlocked.Increment(ref _unanswered);

    /// <summary>The connection is gone; who waits hears false and may publish again.</summary>
    public void FailAll()
    {
        lock (_gate)
        {
            foreach (var done in _open.Values)
            {
                done.TrySetResult(false);
            }

            _open.Clear();
            _precautions.Clear();
            Volatile.Write(ref _unanswered, 0);
        }
    }

    /// <summary>
    /// On a new connection: releases the ids of QoS 2 that an earlier one left open. Otherwise the broker would take a later
    /// message under the same id for a repetition and drop it. Which ids an earlier process left open nobody knows, so in a
    /// session taken over from it each id is released before its first use.
    /// </summary>
    public void Resume(PacketSender sender, bool sessionPresent)
    {
        lock (_gate)
        {
            if (!sessionPresent)
            {
                _unreleased.Clear();
                _ownIds = null;
            }
            else if (!_resumed)
            {
                _ownIds = [];
            }

            _resumed = true;
            foreach (var id in _unreleased)
            {
                sender.Acknowledge(PacketType.PublishRelease, id);
            }
        }
    }
}

/// <param name="Id">Packet id; 0 = none is free.</param>
/// <param name="ReleaseFirst">PUBREL must go before the message.</param>
internal readonly record struct OpenPublication(ushort Id, bool ReleaseFirst);
