using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Gateway.Simulators.Mqtt;

namespace Gateway.Simulators.Tests.Mqtt;

/// <summary>Takes one publisher at a time, keeps what it says, acknowledges when told to.</summary>
internal sealed class FakeBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Socket? _client;

    public FakeBroker()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool Acknowledging { get; set; } = true;

    public ConcurrentQueue<(byte Head, byte[] Body)> Packets { get; } = new();

    public void Drop() => _client?.Dispose();

    public async Task WaitForAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1500 && !condition(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        condition().ShouldBeTrue($"after {Packets.Count} packets");
    }

    public void Dispose()
    {
        _listener.Stop();
        _client?.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync();
                _client = socket;
                await ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var buffer = new byte[100_000];
        var filled = 0;
        try
        {
            for (int received; (received = await socket.ReceiveAsync(buffer.AsMemory(filled))) > 0;)
            {
                filled += received;
                while (MqttPackets.TryTake(buffer.AsSpan(0, filled), out var type, out var body, out var length))
                {
                    Handle(socket, buffer[0], type, buffer.AsSpan(0, filled)[body].ToArray());
                    buffer.AsSpan(length, filled - length).CopyTo(buffer);
                    filled -= length;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Dropped by the test.
        }
    }

    private void Handle(Socket socket, byte head, byte type, byte[] body)
    {
        Packets.Enqueue((head, body));
        if (type == 0x10)
        {
            socket.Send([0x20, 2, 0, 0]);
        }
        else if (type == 0x30 && (head & 0x06) != 0 && Acknowledging)
        {
            var topic = (body[0] << 8) | body[1];
            socket.Send([0x40, 2, body[2 + topic], body[3 + topic]]);
        }
    }
}
