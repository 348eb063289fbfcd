using Gateway.Drivers.Modbus.Transports;

namespace Gateway.Fuzz.Targets.Modbus;

/// <summary>A peer that answers the first request with pieces of an input, whatever they are, and then hangs up. One thread.</summary>
internal sealed class ScriptedChannel(IReadOnlyList<ReadOnlyMemory<byte>> pieces) : IByteChannel
{
    private readonly TaskCompletionSource _asked = new();
    private int _next;

    public byte[] Sent { get; private set; } = [];

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        await _asked.Task;
        while (_next < pieces.Count)
        {
            var piece = pieces[_next++];
            if (piece.Length > 0)
            {
                var taken = piece[..Math.Min(piece.Length, buffer.Length)];
                taken.CopyTo(buffer);
                return taken.Length;
            }
        }

        return 0;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Sent = Sent.Length == 0 ? bytes.ToArray() : Sent;
        _asked.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _asked.TrySetResult();
}
