using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Drivers.Modbus.Tests.Fakes;

/// <summary>
/// A Modbus TCP peer on a loopback port whose answers the test writes: it gets each request frame and the socket. Own encoder, so that the
/// product is not checked against itself.
/// </summary>
public sealed class ScriptedDevice : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<byte[], Socket, Task> _answer;
    private readonly ConcurrentBag<Socket> _clients = [];
    private int _accepted;

    public ScriptedDevice(Func<byte[], Socket, Task> answer)
    {
        _answer = answer;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public int Accepted => Volatile.Read(ref _accepted);

    public ConcurrentQueue<byte[]> Requests { get; } = new();

    /// <summary>Holding registers whose value is their address plus <paramref name="add"/>.</summary>
    public static byte[] AddressReply(byte[] request, int add = 0)
    {
        var (start, count) = (request[8] << 8 | request[9], request[10] << 8 | request[11]);
        var reply = new byte[9 + count * 2];
        request.AsSpan(0, 4).CopyTo(reply);
        reply[5] = (byte)(3 + count * 2);
        reply[6] = request[6];
        reply[7] = request[7];
        reply[8] = (byte)(count * 2);
        for (var i = 0; i < count; i++)
        {
            reply[9 + i * 2] = (byte)((start + i + add) >> 8);
            reply[10 + i * 2] = (byte)(start + i + add);
        }

        return reply;
    }

    public static byte[] ExceptionReply(byte[] request, byte code) =>
        [request[0], request[1], 0, 0, 0, 3, request[6], (byte)(request[7] | 0x80), code];

    public static Task AnswerAsync(byte[] request, Socket socket) => socket.SendAsync(AddressReply(request)).AsTaskOfNothing();

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        DropAll();
        return ValueTask.CompletedTask;
    }

    public void DropAll()
    {
        while (_clients.TryTake(out var client))
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                client.NoDelay = true;
                Interlocked.Increment(ref _accepted);
                _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed with the test.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var buffer = new byte[65536];
        var end = 0;
        try
        {
            int count;
            while ((count = await client.ReceiveAsync(buffer.AsMemory(end))) > 0)
            {
                end += count;
                var start = 0;
                while (end - start >= 6 && end - start >= 6 + (buffer[start + 4] << 8 | buffer[start + 5]))
                {
                    var length = 6 + (buffer[start + 4] << 8 | buffer[start + 5]);
                    var request = buffer.AsSpan(start, length).ToArray();
                    start += length;
                    Requests.Enqueue(request);
                    await _answer(request, client);
                }

                buffer.AsSpan(start, end - start).CopyTo(buffer);
                end -= start;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client left.
        }
    }
}

public static class TaskExtensions
{
    public static async Task AsTaskOfNothing(this Task<int> task) => await task;

    public static async Task AsTaskOfNothing(this ValueTask<int> task) => await task;
}
