using FsCheck;
using FsCheck.Fluent;
using Gateway.Drivers.Modbus.Framing;

namespace Gateway.Drivers.Modbus.Tests.Framing;

public class FramingTests
{
    [Fact]
    public void Crc_is_that_of_the_published_vector() =>
        Crc16.Compute([0x01, 0x03, 0, 0, 0, 0x02]).ShouldBe((ushort)0x0BC4);

    [Fact]
    public void Rtu_request_is_that_of_the_published_vector()
    {
        Span<byte> frame = stackalloc byte[16];
        var length = new RtuFramer().Write(new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, 0, 2), 0, frame);
        Convert.ToHexString(frame[..length]).ShouldBe("010300000002C40B");
    }

    [Theory]
    [InlineData(FunctionCode.WriteSingleCoil, 1, "0102000000060B050013FF00")]
    [InlineData(FunctionCode.WriteSingleCoil, 0, "0102000000060B0500130000")]
    [InlineData(FunctionCode.WriteSingleRegister, 0x1234, "0102000000060B0600131234")]
    [InlineData(FunctionCode.WriteMultipleCoils, 1, "0102000000080B0F001300010101")]
    [InlineData(FunctionCode.WriteMultipleRegisters, 0x1234, "0102000000090B1000130001021234")]
    public void Writes_are_framed_as_the_specification_has_them(FunctionCode function, int value, string hex)
    {
        Span<byte> frame = stackalloc byte[16];
        var length = new MbapFramer().Write(new ModbusRequest(11, function, 0x13, 1, (ushort)value), 0x0102, frame);
        Convert.ToHexString(frame[..length]).ShouldBe(hex);
    }

    [Theory]
    [InlineData("0304000A000B", ReplyStatus.Ok)]
    [InlineData("0302000A", ReplyStatus.Malformed)]
    [InlineData("0304000A", ReplyStatus.Malformed)]
    [InlineData("0304000A000B00", ReplyStatus.Malformed)]
    [InlineData("0404000A000B", ReplyStatus.Malformed)]
    [InlineData("8302", ReplyStatus.Exception)]
    [InlineData("8402", ReplyStatus.Malformed)]
    [InlineData("03", ReplyStatus.Malformed)]
    public void Only_an_exact_reply_is_taken(string pdu, ReplyStatus expected)
    {
        var request = new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, 0, 2);
        ReplyCheck.Judge(request, Convert.FromHexString(pdu), out _).ShouldBe(expected);
    }

    [Fact]
    public void A_write_is_confirmed_only_by_its_own_echo()
    {
        var request = new ModbusRequest(1, FunctionCode.WriteSingleCoil, 5, 1, 1);
        ReplyCheck.Judge(request, Convert.FromHexString("050005FF00"), out _).ShouldBe(ReplyStatus.Ok);
        ReplyCheck.Judge(request, Convert.FromHexString("0500050000"), out _).ShouldBe(ReplyStatus.Malformed);
        ReplyCheck.Judge(request, Convert.FromHexString("050006FF00"), out _).ShouldBe(ReplyStatus.Malformed);
    }

    [Fact]
    public void Rtu_reply_is_found_behind_noise_and_wherever_it_is_cut()
    {
        var request = new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, 0, 2);
        byte[] reply = [1, 3, 4, 0, 10, 0, 11, 0, 0];
        var crc = Crc16.Compute(reply.AsSpan(0, 7));
        (reply[7], reply[8]) = ((byte)crc, (byte)(crc >> 8));
        Prop.ForAll<byte[]>(noise =>
        {
            byte[] received = [.. noise, .. reply];
            var match = new RtuFramer().Match(received, request);
            return match.Kind == MatchKind.Frame && received.AsSpan(match.PduStart, match.PduLength).SequenceEqual(reply.AsSpan(1, 6));
        }).QuickCheckThrowOnFailure();
        for (var cut = 1; cut < reply.Length; cut++)
        {
            new RtuFramer().Match(reply.AsSpan(0, cut), request).Kind.ShouldBe(MatchKind.NeedMore);
        }
    }

    [Fact]
    public void A_babbling_bus_never_fills_the_buffer_of_an_rtu_framer()
    {
        var request = new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, 0, 125);
        var babble = Enumerable.Repeat(new byte[] { 1, 3, 250 }, 2000).SelectMany(b => b).ToArray();
        new RtuFramer().Match(babble, request).ShouldSatisfyAllConditions(
            m => m.Kind.ShouldBe(MatchKind.Skip), m => m.Consumed.ShouldBeGreaterThan(babble.Length - 260));
    }

    [Fact]
    public void A_reply_that_begins_like_the_heartbeat_is_still_a_reply()
    {
        var request = new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, 0, 1);
        new RtuFramer([1, 3]).Match([1, 3, 2, 0, 0x2A, 0x39, 0x9B], request).Kind.ShouldBe(MatchKind.Frame);
    }

    [Fact]
    public void A_cut_off_reply_never_takes_its_missing_end_from_the_next_one() =>
        Prop.ForAll<ushort, ushort, byte>((first, second, cut) =>
        {
            var request = new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, 0, 2);
            byte[] one = [0, 1, 0, 0, 0, 7, 1, 3, 4, (byte)(first >> 8), (byte)first, 0, 9];
            byte[] two = [0, 2, 0, 0, 0, 7, 1, 3, 4, (byte)(second >> 8), (byte)second, 0, 8];
            var missing = 1 + cut % 12;
            byte[] received = [.. one[..^missing], .. two];
            var rest = received.AsSpan();
            var taken = new List<int>();
            while (!rest.IsEmpty && new MbapFramer().Match(rest, null) is { Kind: not MatchKind.NeedMore } match)
            {
                var answers = match is { Kind: MatchKind.Frame, Unit: 1 }
                    && ReplyCheck.Judge(request, rest.Slice(match.PduStart, match.PduLength), out _) == ReplyStatus.Ok;
                taken.AddRange(answers ? [match.Transaction] : []);
                rest = rest[match.Consumed..];
            }

            // Cut within its header it may cost the next reply as well, but is never a value.
            return taken.SequenceEqual([2]) || (missing > 4 && taken.Count == 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fuzzed_bytes_never_crash_or_stall_a_framer()
    {
        var request = new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, 0, 2);
        IFramer[] framers = [new MbapFramer(), new RtuFramer("hb"u8.ToArray())];
        Prop.ForAll<byte[]>(bytes => framers.All(framer => Drains(framer, bytes, request))).QuickCheckThrowOnFailure();
    }

    private static bool Drains(IFramer framer, byte[] bytes, ModbusRequest request)
    {
        var rest = bytes.AsSpan();
        while (!rest.IsEmpty)
        {
            var match = framer.Match(rest, request);
            if (match.Kind == MatchKind.NeedMore)
            {
                return rest.Length < 260;
            }

            if (match.Consumed < 1 || match.Consumed > rest.Length || match.PduStart + match.PduLength > match.Consumed)
            {
                return false;
            }

            rest = rest[match.Consumed..];
        }

        return true;
    }
}
