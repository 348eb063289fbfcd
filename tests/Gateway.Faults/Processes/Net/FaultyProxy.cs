using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Faults.Processes.Net;

/// <summary>A TCP line between two programs on loopback that can be made slow, late, dead or cut. Any thread.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<WireConnection, Task> _connections = new();
    private readonly Lock _striking = new();
    private readonly Func<IWireTap>? _tap;
    private readonly int _target;
    private readonly Task _accepting;
    private volatile WireState _state = WireState.Clear;
    private int _taken;
    private int _accepted;

    /// <param name="name">Of the two ends, for the report: <c>gateway-broker</c>.</param>
    /// <param name="tap">Makes the tap of each connection; null = nobody looks in.</param>
    public FaultyProxy(string name, int target, Func<IWireTap>? tap = null)
    {
        (Name, _target, _tap) = (name, target, tap);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public string Name { get; }

    public int Port { get; }

    /// <summary>Connections taken so far, each with the fault of its moment.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>False when somebody else strikes this line now; who gets true must <see cref="Mend"/> it.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>Puts a fault on the line, on the connections that stand and on new ones.</summary>
    /// <param name="amount">Slow: bytes a second. Delay: milliseconds. Cut: where in the packet, 0 to 1.</param>
    public void Set(WireFault fault, double amount = 0)
    {
        lock (_striking)
        {
            _state = new WireState(fault, amount);
            foreach (var connection in _connections.Keys)
            {
                connection.Strike(fault);
            }
        }
    }

    /// <summary>The line is good again. A connection that went dead stays dead until one of its ends gives it up.</summary>
    public void Mend()
    {
        _state = WireState.Clear;
        Volatile.Write(ref _taken, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (connection, running) in _connections)
        {
            connection.Reset();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptSocketAsync(_stop.Token);
            var connection = new WireConnection(client, () => _state, _tap?.Invoke());
            lock (_striking)
            {
                // Among those that stand before it looks at the fault: one set meanwhile strikes it here or there.
                _connections[connection] = Task.CompletedTask;
                connection.Strike(_state.Fault);
            }

            // One that has ended already took itself out and is not put back.
            _connections.TryUpdate(connection, ServeAsync(connection), Task.CompletedTask);
            Interlocked.Increment(ref _accepted);
        }
    }

    private async Task ServeAsync(WireConnection connection)
    {
        await Task.Yield();
        try
        {
            await connection.RunAsync(_target, _stop.Token);
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the ends is gone, as it should be here.
        }
        finally
        {
            connection.Dispose();
            _connections.TryRemove(connection, out _);
        }
    }
}
