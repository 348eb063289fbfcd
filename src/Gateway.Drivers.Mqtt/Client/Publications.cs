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
    private ushort _last;

    /// <summary>Notes a publication; 0 when as many are open as the broker allows.</summary>
    public ushort Open(int limit, int qos, TaskCompletionSource<bool> done)
    {
        lock (_gate)
        {
            if (_open.Count >= Math.Min(limit, 60_000) || _unreleased.Count > 60_000)
            {
                return 0;
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

            return _last;
        }
    }

    /// <summary>PUBACK, PUBCOMP, or a PUBREC that refuses.</summary>
    public void Finish(ushort id, bool taken)
    {
        lock (_gate)
        {
            _unreleased.Remove(id);
            if (_open.Remove(id, out var done))
            {
                done.TrySetResult(taken);
            }
        }
    }

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
        }
    }

    /// <summary>
    /// On a new connection: releases the ids of QoS 2 that an earlier one left open. Otherwise the broker would take a later
    /// message under the same id for a repetition and drop it.
    /// </summary>
    public void Resume(PacketSender sender, bool sessionPresent)
    {
        lock (_gate)
        {
            if (!sessionPresent)
            {
                _unreleased.Clear();
            }

            foreach (var id in _unreleased)
            {
                sender.Acknowledge(PacketType.PublishRelease, id);
            }
        }
    }
}
