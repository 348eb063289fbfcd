namespace Gateway.Drivers.Modbus.Transports;

/// <summary>Bytes in both directions. One receive and one send at a time; closing ends both.</summary>
public interface IByteChannel : IDisposable
{
    /// <summary>0 means the other side closed.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <exception cref="IOException">The connection is broken.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> bytes);
}
