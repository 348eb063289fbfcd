using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Modbus;

/// <summary>Listens on the loopback address and serves any number of masters, with either framing.</summary>
public sealed class ModbusTcpServer : IAsyncDisposable
{
    private readonly ModbusServerContext _context;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _sessions = new();
    private readonly Task _accepting;

    /// <param name="context">Units and framing.</param>
    /// <param name="port">0 lets the system choose.</param>
    /// <exception cref="ScenarioException">The port is not to be had.</exception>
    public ModbusTcpServer(ModbusServerContext context, int port = 0)
    {
        _context = context;
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        Listen(port);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public ModbusServerContext Context => _context;

    public int Connections => _sessions.Count;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions.Keys);
        _stop.Dispose();
    }

    private void Listen(int port)
    {
        try
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            _listener.Listen(64);
        }
        catch (SocketException e)
        {
            _listener.Dispose();
            throw new ScenarioException(
                [new ScenarioError("--base-port", $"{port}: {e.Message}", "空闲端口，0 由系统选择", "ports nobody uses; 0 lets the system choose")]);
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                socket.NoDelay = true;
                Serve(socket);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Stopping, or a master that gave up while connecting: the loop's condition tells which.
            }
        }
    }

    private void Serve(Socket socket)
    {
        var session = new ModbusSession(_context, new SocketLink(socket)).RunAsync(_stop.Token);
        _sessions.TryAdd(session, 0);
        _ = session.ContinueWith(t => _sessions.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
