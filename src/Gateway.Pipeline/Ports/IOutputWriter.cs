namespace Gateway.Pipeline.Ports;

/// <summary>
/// Switches an output that the configuration names as local sounder or beacon. The only write the gateway ever does; any
/// other target is refused. Thread-safe.
/// </summary>
public interface IOutputWriter
{
    /// <summary>Completes true when the device confirmed.</summary>
    ValueTask<bool> WriteAsync(string outputId, bool on, CancellationToken cancellation);
}
