using System.Buffers.Binary;
using System.Net.Sockets;

namespace Gateway.Simulators.Mqtt;

/// <summary>Reads what the broker says to a publisher: CONNACK, PUBACK, PINGRESP.</summary>
internal sealed class AcknowledgementReader(Socket socket, Outbox outbox)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    /// <summary>Waits for CONNACK; a refusal is an <see cref="IOException"/>.</summary>
    public async Task ConnectedAsync(CancellationToken cancellation)
    {
        byte code = 255;
        while (code == 255)
        {
            await ReceiveAsync(cancellation);
            Consume((type, body) => code = type == MqttPackets.ConnAck && body.Length >= 2 ? body[1] : (byte)254);
        }

        if (code != 0)
        {
            throw new IOException($"The broker refused the connection with code {code}.");
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        Consume(Handle);
        while (true)
        {
            await ReceiveAsync(cancellation);
            Consume(Handle);
        }
    }

    private void Handle(byte type, ReadOnlySpan<byte> body)
    {
        if (type == MqttPackets.PubAck && body.Length >= 2)
        {
            outbox.Acknowledge(BinaryPrimitives.ReadUInt16BigEndian(body));
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellation)
    {
        var received = await socket.ReceiveAsync(_buffer.AsMemory(_filled), SocketFlags.None, cancellation);
        _filled += received > 0 ? received : throw new IOException("The broker closed the connection.");
    }

    private void Consume(Action<byte, ReadOnlySpan<byte>> handle)
    {
        var at = 0;
        while (MqttPackets.TryTake(_buffer.AsSpan(at, _filled - at), out var type, out var body, out var length))
        {
            handle(type, _buffer.AsSpan(at, _filled - at)[body]);
            at += length;
        }

        _buffer.AsSpan(at, _filled - at).CopyTo(_buffer);
        _filled -= at;
    }
}
