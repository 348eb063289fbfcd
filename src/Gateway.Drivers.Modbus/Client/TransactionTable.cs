using System.Numerics;

namespace Gateway.Drivers.Modbus.Client;

/// <summary>
/// Requests in flight by transaction id. One thread at a time adds; any thread may take. A transaction id is skipped while its place is
/// still held, so ids in flight are distinct and a late reply to a freed id finds nothing until 65,536 requests later.
/// </summary>
internal sealed class TransactionTable(int inFlight)
{
    private readonly TransactionSlot?[] _places = new TransactionSlot?[BitOperations.RoundUpToPowerOf2((uint)inFlight * 4)];
    private ushort _next;

    public int Capacity => _places.Length;

    public void Add(TransactionSlot slot)
    {
        do
        {
            _next++;
        }
        while (Volatile.Read(ref _places[PlaceOf(_next)]) is not null);

        slot.Transaction = _next;
        Volatile.Write(ref _places[PlaceOf(_next)], slot);
    }

    public TransactionSlot? Peek(int place) => Volatile.Read(ref _places[place]);

    /// <summary>The request with this transaction, left in its place; null when it is not in flight.</summary>
    public TransactionSlot? Find(ushort transaction) =>
        Peek(PlaceOf(transaction)) is { } slot && slot.Transaction == transaction ? slot : null;

    /// <summary>True for exactly one caller: the request is his to complete.</summary>
    public bool TryTake(TransactionSlot slot, ushort transaction) =>
        Interlocked.CompareExchange(ref _places[PlaceOf(transaction)], null, slot) == slot;

    /// <summary>The only request in flight, when no more than one may be.</summary>
    public TransactionSlot? Single()
    {
        foreach (var slot in _places)
        {
            if (slot is not null)
            {
                return slot;
            }
        }

        return null;
    }

    private int PlaceOf(ushort transaction) => transaction & (_places.Length - 1);
}
