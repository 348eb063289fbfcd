using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Fuzz.Engine;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;

namespace Gateway.Fuzz.Targets.Mqtt;

/// <summary>
/// What a broker sends over one connection, read by the loop of the driver. The first byte says in how small pieces it comes. Only an error of protocol or
/// the end of the stream may end it; no message is larger than allowed.
/// </summary>
internal sealed class MqttPacketsTarget(bool version5) : FuzzTarget, IMqttMessageSink
{
    private const int MaxPacketBytes = 1024;
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
    private int _messages;
    private int _oversize;

    public override string Name => version5 ? "mqtt-5" : "mqtt-311";

    /// <summary>The loop has one buffer of 256 KiB a connection, and one ledger.</summary>
    public override long AllowedBytes => 3 << 20;

    public override IEnumerable<byte[]> Seeds()
    {
        byte[] accepted = version5 ? [0x20, 6, 0, 0, 3, 33, 0, 20] : [0x20, 2, 0, 0];
        byte[] none = version5 ? [0] : [];
        yield return [255, .. accepted, .. Packet(0x32, [0, 3, .. "a/b"u8, 0, 9, .. none, .. "12.5"u8]), 0xD0, 0];
        yield return [2, .. accepted, .. Packet(0x34, [0, 1, .. "t"u8, 0, 1, .. none, 1]), .. Packet(0x62, [0, 1]), .. Packet(0x40, [0, 2]), .. Packet(0x50, [0, 3]), .. Packet(0x70, [0, 3])];
        yield return [255, .. accepted, .. Packet(0x90, [255, 255, .. none, 1]), .. Packet(0x30, [0, 1, .. "t"u8, .. none, .. new byte[2000]]), .. Packet(0x31, [0, 1, .. "t"u8, .. none, 5])];
        yield return [1, .. accepted, .. Packet(0xE0, [0x8E])];
    }

    public override string Execute(byte[] input)
    {
        (_messages, _oversize) = (0, 0);
        using var stream = new PieceStream(input.AsMemory(Math.Min(1, input.Length)), input.Length > 0 ? input[0] + 1 : 1);
        using var ledger = new AckLedger(100, () => { });
        using var sender = new PacketSender();
        var control = new ControlPacketHandler(version5, sender, ledger, new Publications());
        var loop = new ReceiveLoop(stream, MaxPacketBytes, version5, ledger, this, control, _time);
        var run = loop.RunAsync(CancellationToken.None, CancellationToken.None);

        // Never ends: a hundred messages wait for an acknowledgement that nobody gives, which is how the loop holds back.
        var waits = !run.IsCompleted && ledger.InFlight >= 100;
        Oracle.Demand(run.IsCompleted || waits, "the loop ends with the stream");
        var ended = run.Exception?.InnerException;
        Oracle.Demand(waits || ended is MqttProtocolException or EndOfStreamException, $"only an error of protocol ends the loop, not {ended}");
        return $"{ended?.GetType().Name} {(ended is MqttProtocolException ? Oracle.Shape(ended.Message) : "")} {Math.Min(_messages, 4)} {Math.Min(_oversize, 2)} {control.Connected is not null}";
    }

    void IMqttMessageSink.OnMessage(in MqttMessage message)
    {
        _messages++;
        Oracle.Demand(message.Payload.Length + message.Topic.Length <= MaxPacketBytes && !message.Topic.IsEmpty, "a message is within the limit and has a topic");
    }

    void IMqttMessageSink.OnOversize(ReadOnlySpan<byte> topic, int length)
    {
        _oversize++;
        Oracle.Demand(length > MaxPacketBytes - 8 && topic.Length <= length, "only what is too large is passed over");
    }

    ValueTask IMqttMessageSink.OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        delivery?.Settle(DeliveryOutcome.Accepted);
        return ValueTask.CompletedTask;
    }

    private static byte[] Packet(byte header, byte[] body)
    {
        var length = new byte[4];
        var used = VariableInteger.Write(length, body.Length);
        return [header, .. length[..used], .. body];
    }
}
