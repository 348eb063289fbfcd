using System.Net;
using System.Net.Sockets;

namespace Gateway.Faults.Processes.Net;

/// <summary>One connection through a <see cref="FaultyProxy"/>: two pumps, one a direction.</summary>
internal sealed class WireConnection(Socket client, Func<WireState> state, IWireTap? tap) : IDisposable
{
    private const int Piece = 16 * 1024;
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Lock _tapping = new();
    private readonly SemaphoreSlim _toClient = new(1, 1);
    private readonly SemaphoreSlim _toServer = new(1, 1);
    private volatile bool _dead;

    /// <summary>What a fault does to a connection at the moment it begins.</summary>
    public void Strike(WireFault fault)
    {
        _dead |= fault == WireFault.HalfOpen;
        if (fault == WireFault.Refused)
        {
            Reset();
        }
    }

    public async Task RunAsync(int target, CancellationToken cancellation)
    {
        client.NoDelay = true;
        if (!_dead)
        {
            await _server.ConnectAsync(IPAddress.Loopback, target, cancellation);
        }

        Task[] pumps = _dead && !_server.Connected
            ? [SwallowAsync(client, cancellation)]
            : [PumpAsync(client, _server, true, cancellation), PumpAsync(_server, client, false, cancellation)];
        await Task.WhenAny(pumps);

        // What one side has ended is ended for the other.
        Dispose();
        await Task.WhenAll(pumps);
    }

    /// <summary>RST to both ends.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, _server])
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // Closed already.
            }

            socket.Dispose();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private static async Task SwallowAsync(Socket from, CancellationToken cancellation)
    {
        var buffer = new byte[Piece];
        while (await from.ReceiveAsync(buffer, cancellation) > 0)
        {
            // Taken and never answered.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool fromClient, CancellationToken cancellation)
    {
        var buffer = new byte[Piece];
        while (await from.ReceiveAsync(buffer, cancellation) is > 0 and var count)
        {
            if (_dead)
            {
                continue;
            }

            var (onwards, back) = Look(fromClient, buffer.AsSpan(0, count));
            foreach (var piece in back)
            {
                await SendAsync(from, piece, fromClient ? _toClient : _toServer, cancellation);
            }

            foreach (var piece in onwards)
            {
                await SendFaultyAsync(to, piece, fromClient ? _toServer : _toClient, cancellation);
            }
        }
    }

    private (List<byte[]> Onwards, List<byte[]> Back) Look(bool fromClient, ReadOnlySpan<byte> bytes)
    {
        if (tap is null)
        {
            return ([bytes.ToArray()], []);
        }

        List<byte[]> onwards = [];
        List<byte[]> back = [];
        lock (_tapping)
        {
            tap.Pass(fromClient, bytes, onwards, back);
        }

        return (onwards, back);
    }

    private async Task SendFaultyAsync(Socket to, byte[] piece, SemaphoreSlim turn, CancellationToken cancellation)
    {
        var now = state();
        switch (now.Fault)
        {
            case WireFault.Cut:
                await SendAsync(to, piece.AsMemory(0, (int)(piece.Length * now.Amount)), turn, cancellation);
                Reset();
                return;
            case WireFault.Delay:
                await Task.Delay(TimeSpan.FromMilliseconds(now.Amount), TimeProvider.System, cancellation);
                break;
            case WireFault.Slow:
                await SendSlowlyAsync(to, piece, now, turn, cancellation);
                return;
        }

        if (!_dead)
        {
            await SendAsync(to, piece, turn, cancellation);
        }
    }

    private async Task SendSlowlyAsync(Socket to, byte[] piece, WireState slow, SemaphoreSlim turn, CancellationToken cancellation)
    {
        var step = Math.Max(1, (int)(slow.Amount / 20));
        for (var at = 0; at < piece.Length && !_dead; at += step)
        {
            // Once the line is good again the rest goes at once.
            var length = state().Fault == WireFault.Slow ? Math.Min(step, piece.Length - at) : piece.Length - at;
            await SendAsync(to, piece.AsMemory(at, length), turn, cancellation);
            if (length > step)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }
    }

    // What a tap sends back must not land in the middle of a packet of the other direction's pump.
    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, SemaphoreSlim turn, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await to.SendAsync(bytes, cancellation)..];
            }
        }
        finally
        {
            turn.Release();
        }
    }
}
