using System.Text;
using Gateway.Faults.Judging;
using Gateway.Faults.Processes.Net;

namespace Gateway.Faults.Tests.Processes;

public sealed class MqttFramesTests
{
    private static readonly byte[] s_connect4 = [0x10, 14, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 2, 0, 30, 0, 2, (byte)'i', (byte)'d'];

    [Fact]
    public void A_packet_is_whole_only_with_its_last_byte()
    {
        var packet = Publish(7, new string('x', 300));

        for (var length = 0; length < packet.Length; length++)
        {
            MqttFrames.LengthOf(packet.AsSpan(0, length)).ShouldBe(0);
        }

        MqttFrames.LengthOf([.. packet, 0x40]).ShouldBe(packet.Length);
    }

    [Fact]
    public void A_payload_can_be_replaced_by_one_whose_length_takes_more_bytes()
    {
        var packet = Publish(7, "short");
        var long_ = Encoding.UTF8.GetBytes(new string('y', 500));

        var made = MqttFrames.WithPayload(packet, MqttFrames.Open(packet, false), long_);

        MqttFrames.LengthOf(made).ShouldBe(made.Length);
        var opened = MqttFrames.Open(made, false);
        (opened.Topic, opened.Id).ShouldBe(("t", (ushort)7));
        opened.Payload.ShouldBe(long_);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public void What_the_gateway_acknowledges_is_owed_however_the_stream_is_cut(int piece)
    {
        var judge = new Obligations();
        var tap = new SourceTap(() => judge, () => false);
        Feed(tap, fromClient: true, s_connect4, piece);
        Feed(tap, fromClient: false, [.. Publish(1, """{"ts":1700000000000001,"seq":5}"""), .. Publish(2, """{"ts":1700000000000002,"seq":6}""")], piece);

        Feed(tap, fromClient: true, MqttFrames.Acknowledge(2), piece);

        judge.Reader("log", mayRepeat: false);
        var lost = judge.Judge(new Dictionary<string, int>(StringComparer.Ordinal)).Lost.ShouldHaveSingleItem();
        lost.ShouldContain("number 6");
    }

    [Fact]
    public void A_tap_that_acknowledges_too_early_answers_the_broker_and_keeps_the_gateways_own_answer()
    {
        var judge = new Obligations();
        var tap = new SourceTap(() => judge, () => true);
        Feed(tap, fromClient: true, s_connect4, 100);

        var (onwards, back) = Feed(tap, fromClient: false, Publish(9, """{"ts":1700000000000001,"seq":5}"""), 100);

        back.ShouldHaveSingleItem().ShouldBe(MqttFrames.Acknowledge(9));
        onwards.ShouldHaveSingleItem();
        Feed(tap, fromClient: true, MqttFrames.Acknowledge(9), 100).Onwards.ShouldBeEmpty();
        judge.Judge(new Dictionary<string, int>(StringComparer.Ordinal)).Obligations.ShouldBe(1);
    }

    private static (List<byte[]> Onwards, List<byte[]> Back) Feed(SourceTap tap, bool fromClient, byte[] bytes, int piece)
    {
        var (onwards, back) = (new List<byte[]>(), new List<byte[]>());
        foreach (var part in bytes.Chunk(piece))
        {
            tap.Pass(fromClient, part, onwards, back);
        }

        return (onwards, back);
    }

    private static byte[] Publish(ushort id, string payload)
    {
        byte[] body = [0, 1, (byte)'t', (byte)(id >> 8), (byte)id, .. Encoding.UTF8.GetBytes(payload)];
        List<byte> packet = [0x32];
        var length = body.Length;
        do
        {
            packet.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. packet, .. body];
    }
}
