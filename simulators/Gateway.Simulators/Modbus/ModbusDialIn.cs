using System.Net.Sockets;

namespace Gateway.Simulators.Modbus;

/// <summary>Connects out, registers, keeps sending heartbeats, serves requests; connects again when the link ends.</summary>
public sealed class ModbusDialIn : IAsyncDisposable
{
    private readonly DialInOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public ModbusDialIn(ModbusServerContext context, string host, int port, DialInOptions options)
    {
        (Context, _options) = (context, options);
        _running = RunAsync(host, port);
    }

    public ModbusServerContext Context { get; }

    /// <summary>Connections made so far.</summary>
    public int Connected { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(string host, int port)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ServeOnceAsync(host, port);
                await Task.Delay(TimeSpan.FromSeconds(_options.RetrySeconds), Context.Time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ServeOnceAsync(string host, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            await socket.ConnectAsync(host, port, _stop.Token);
            Connected++;
            var link = new WholeSends(new SocketLink(socket));
            await SayAsync(link, _options.Registration, over.Token);
            var beating = BeatAsync(link, over.Token);
            await new ModbusSession(Context, link).RunAsync(over.Token);
            await over.CancelAsync();
            await beating;
        }
        catch (SocketException)
        {
            socket.Dispose();
        }
    }

    private async Task BeatAsync(IByteLink link, CancellationToken cancellation)
    {
        try
        {
            while (_options.Heartbeat.Length > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(_options.HeartbeatSeconds), Context.Time, cancellation);
                await SayAsync(link, _options.Heartbeat, cancellation);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The link has ended; the next connection has its own heart.
        }
    }

    private static ValueTask SayAsync(IByteLink link, string text, CancellationToken cancellation) =>
        text.Length == 0 ? ValueTask.CompletedTask : link.SendAsync(System.Text.Encoding.ASCII.GetBytes(text), cancellation);

    /// <summary>Keeps a heartbeat from falling into the middle of a reply.</summary>
    private sealed class WholeSends(IByteLink inner) : IByteLink
    {
        private readonly SemaphoreSlim _one = new(1);

        public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) => inner.ReceiveAsync(buffer, cancellation);

        public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            await _one.WaitAsync(cancellation);
            try
            {
                await inner.SendAsync(bytes, cancellation);
            }
            finally
            {
                _one.Release();
            }
        }

        public void Dispose()
        {
            inner.Dispose();
            _one.Dispose();
        }
    }
}
