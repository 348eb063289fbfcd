using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>The packet ids of one socket read, acknowledged together. Pooled; settled exactly once.</summary>
internal sealed class AckTicket(AckLedger ledger) : IDeliveryHandle
{
    /// <summary>Marks an id of QoS 2.</summary>
    public const int Qos2 = 0x10000;

    private int[] _ids = new int[64];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>Connection it belongs to.</summary>
    public int Connection { get; set; }

    /// <summary>Broker session it belongs to.</summary>
    public int Session { get; set; }

    public DeliveryOutcome? Outcome { get; set; }

    public void Add(int id)
    {
        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, _ids.Length * 2);
        }

        _ids[Count++] = id;
    }

    public void Clear()
    {
        Count = 0;
        Outcome = null;
    }

    public void Settle(DeliveryOutcome outcome) => ledger.Settle(this, outcome);
}
