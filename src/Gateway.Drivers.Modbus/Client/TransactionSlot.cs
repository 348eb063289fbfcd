using System.Threading.Tasks.Sources;
using Gateway.Drivers.Modbus.Framing;

namespace Gateway.Drivers.Modbus.Client;

/// <summary>One request under way; reused, so that a request allocates nothing. Whoever takes it out of the table completes it.</summary>
internal sealed class TransactionSlot(ModbusClient owner) : IValueTaskSource<ModbusReply>
{
    // The continuation runs inside the receive loop: a caller that sends at once again shares the next write.
    private ManualResetValueTaskSourceCore<ModbusReply> _core = new() { RunContinuationsAsynchronously = false };

    public ModbusRequest Request { get; private set; }

    public Memory<byte> Destination { get; private set; }

    public ushort Transaction { get; set; }

    /// <summary>How many requests the client had sent with this one; tells what was received before it.</summary>
    public int Number { get; set; }

    /// <summary>Timestamp of the client's clock after which it has timed out.</summary>
    public long Deadline { get; set; }

    public ValueTask<ModbusReply> Task => new(this, _core.Version);

    public void Prepare(in ModbusRequest request, Memory<byte> destination)
    {
        Request = request;
        Destination = destination;
    }

    public void Complete(in ModbusReply reply) => _core.SetResult(reply);

    public ModbusReply GetResult(short token)
    {
        var reply = _core.GetResult(token);
        _core.Reset();
        Destination = default;
        owner.Release(this);
        return reply;
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
