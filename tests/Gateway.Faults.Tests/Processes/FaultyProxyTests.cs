using System.Net;
using System.Net.Sockets;
using Gateway.Faults.Processes.Net;
using Gateway.Testing.Time;

namespace Gateway.Faults.Tests.Processes;

/// <summary>A fault of the harness must be the fault it says: otherwise a run proves nothing.</summary>
public sealed class FaultyProxyTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly FaultyProxy _proxy;

    public FaultyProxyTests()
    {
        _server.Start();
        _proxy = new FaultyProxy("test", ((IPEndPoint)_server.LocalEndpoint).Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Without_a_fault_bytes_pass_both_ways()
    {
        using var client = await ConnectAsync();
        using var server = await AcceptAsync();

        await client.SendAsync(new byte[] { 1, 2, 3 });
        (await ReceiveAsync(server, 3)).ShouldBe([1, 2, 3]);
        await server.SendAsync(new byte[] { 4 });
        (await ReceiveAsync(client, 1)).ShouldBe([4]);
    }

    [Fact]
    public async Task A_half_open_line_is_silent_also_after_it_was_mended_and_a_new_one_is_good()
    {
        using var client = await ConnectAsync();
        using var server = await AcceptAsync();
        _proxy.Set(WireFault.HalfOpen);
        using var late = await ConnectAsync();

        // Connected is not yet taken: mended before that, it would be a good one.
        await Eventually.TrueAsync(() => _proxy.Accepted == 2);

        await client.SendAsync(new byte[] { 1 });
        _proxy.Mend();
        await client.SendAsync(new byte[] { 2 });
        using var fresh = await ConnectAsync();
        using var freshServer = await AcceptAsync();
        await fresh.SendAsync(new byte[] { 3 });
        (await ReceiveAsync(freshServer, 1)).ShouldBe([3]);

        server.Available.ShouldBe(0);
        _server.Pending().ShouldBeFalse("the connection of the fault never reached the server");
        client.Poll(0, SelectMode.SelectRead).ShouldBeFalse("no FIN and no RST");
        late.Poll(0, SelectMode.SelectRead).ShouldBeFalse("no FIN and no RST");
    }

    [Fact]
    public async Task A_cut_line_gives_a_part_of_the_packet_and_ends()
    {
        using var client = await ConnectAsync();
        using var server = await AcceptAsync();
        _proxy.Set(WireFault.Cut, 0.5);

        await client.SendAsync(new byte[100]);

        var (got, buffer) = (0, new byte[200]);
        try
        {
            while (await server.ReceiveAsync(buffer).WaitAsync(s_patience, TimeProvider.System) is > 0 and var count)
            {
                got += count;
            }
        }
        catch (SocketException)
        {
            // The reset may overtake the bytes.
        }

        got.ShouldBeLessThanOrEqualTo(50);
    }

    [Fact]
    public async Task A_refused_line_ends_what_stands_and_what_comes()
    {
        using var client = await ConnectAsync();
        using var server = await AcceptAsync();

        _proxy.Set(WireFault.Refused);

        (await EndsAsync(client)).ShouldBeTrue();
        (await RefusedAsync()).ShouldBeTrue();
    }

    // The reset may come while the client still connects.
    private async Task<bool> RefusedAsync()
    {
        try
        {
            using var late = await ConnectAsync();
            return await EndsAsync(late);
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task<bool> EndsAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1]).WaitAsync(s_patience, TimeProvider.System) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket, int count)
    {
        var buffer = new byte[count];
        var at = 0;
        while (at < count)
        {
            at += await socket.ReceiveAsync(buffer.AsMemory(at)).AsTask().WaitAsync(s_patience, TimeProvider.System);
        }

        return buffer;
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        return socket;
    }

    private async Task<Socket> AcceptAsync() => await _server.AcceptSocketAsync().WaitAsync(s_patience, TimeProvider.System);
}
