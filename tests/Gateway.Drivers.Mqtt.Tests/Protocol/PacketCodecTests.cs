using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Tests.Protocol;

public sealed class PacketCodecTests
{
    [Fact]
    public void Every_length_survives_a_round_trip() =>
        Prop.ForAll(Gen.Choose(0, VariableInteger.Max).ToArbitrary(), value =>
        {
            Span<byte> coded = stackalloc byte[4];
            var written = VariableInteger.Write(coded, value);
            return VariableInteger.TryRead(coded[..written], out var back, out var used) && back == value && used == written;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(127, 1)]
    [InlineData(128, 2)]
    [InlineData(16_383, 2)]
    [InlineData(16_384, 3)]
    [InlineData(2_097_151, 3)]
    [InlineData(2_097_152, 4)]
    public void Lengths_take_the_bytes_of_table_1_1(int value, int bytes) =>
        VariableInteger.Write(new byte[4], value).ShouldBe(bytes);

    [Fact]
    public void A_fifth_length_byte_is_refused() =>
        Should.Throw<MqttProtocolException>(() => VariableInteger.TryRead([0x80, 0x80, 0x80, 0x80, 1], out _, out _));

    [Fact]
    public void Every_publication_survives_a_round_trip() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(), Gen.Choose(0, 2).ToArbitrary(), ArbMap.Default.ArbFor<(bool Retain, bool Version5, ushort Id)>(),
            (payload, qos, rest) => RoundTrips(payload ?? [], qos, rest.Retain, rest.Version5, (ushort)Math.Max(1, (int)rest.Id))).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_bytes_never_do_more_than_break_the_protocol() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Survives(bytes ?? [])));

    [Fact]
    public void Connect_carries_user_password_will_and_session()
    {
        var buffer = new OutgoingBuffer();
        var options = new MqttConnectionOptions { Id = "a", ClientId = "c", Username = "u", Will = new MqttWillOptions { Topic = "t", Payload = "p", Qos = 1, Retain = true } };
        PacketEncoder.Connect(buffer, options, "secret", cleanStart: false);
        buffer.Written.ToArray().ShouldBe(
            [0x10, 30, 0, 4, .. "MQTT"u8, 4, 0b1110_1100, 0, 30, 0, 1, (byte)'c', 0, 1, (byte)'t', 0, 1, (byte)'p', 0, 1, (byte)'u', 0, 6, .. "secret"u8]);
    }

    [Fact]
    public void Connack_limits_of_version_5_are_read()
    {
        var ack = ConnectAck.Parse([1, 0, 6, 33, 0, 10, 19, 0, 60], version5: true);
        (ack.SessionPresent, ack.ReceiveMaximum, ack.ServerKeepAliveS).ShouldBe((true, 10, 60));
    }

    private static bool RoundTrips(byte[] payload, int qos, bool retain, bool version5, ushort id)
    {
        var buffer = new OutgoingBuffer();
        PacketEncoder.Publish(buffer, "厂区/a", payload, new PublishFlags(qos, retain), id, version5);
        var bytes = buffer.Written.Span;
        Frame.TryRead(bytes, out var frame).ShouldBeTrue();
        frame.Length.ShouldBe(bytes.Length);
        var message = MqttMessage.Parse(frame.Header, bytes.Slice(frame.HeaderLength, frame.BodyLength), version5);
        return Encoding.UTF8.GetString(message.Topic) == "厂区/a" && message.Payload.SequenceEqual(payload) && message.Qos == qos
            && message.Retained == retain && message.PacketId == (qos == 0 ? 0 : id);
    }

    private static bool Survives(byte[] bytes)
    {
        try
        {
            if (Frame.TryRead(bytes, out var frame) && frame.Length <= bytes.Length)
            {
                var body = bytes.AsSpan(frame.HeaderLength, frame.BodyLength);
                MqttMessage.Parse(frame.Header, body, version5: true);
                ConnectAck.Parse(body, version5: true);
            }
        }
        catch (MqttProtocolException)
        {
            return true;
        }

        return true;
    }
}
