namespace Gateway.Drivers.Modbus.Transports;

/// <summary>Opens the way to a line.</summary>
public interface IChannelFactory : IAsyncDisposable
{
    /// <summary>Completes when bytes can be exchanged.</summary>
    /// <exception cref="IOException">It could not be opened; the message says why.</exception>
    ValueTask<IByteChannel> OpenAsync(CancellationToken cancellation);
}
