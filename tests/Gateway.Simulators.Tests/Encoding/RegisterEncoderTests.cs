using FsCheck;
using FsCheck.Fluent;
using Gateway.Simulators.Encoding;

namespace Gateway.Simulators.Tests.Encoding;

public class RegisterEncoderTests
{
    // 123.456f = 0x42F6E979 in the four orders seen in the field.
    [Theory]
    [InlineData(ByteOrder.Abcd, 0x42F6, 0xE979)]
    [InlineData(ByteOrder.Cdab, 0xE979, 0x42F6)]
    [InlineData(ByteOrder.Badc, 0xF642, 0x79E9)]
    [InlineData(ByteOrder.Dcba, 0x79E9, 0xF642)]
    public void Lays_a_float_in_every_order(ByteOrder order, int first, int second)
    {
        var registers = new ushort[2];
        RegisterEncoder.Encode(123.456f, RegisterType.Float32, order, 1, registers);
        registers.ShouldBe([(ushort)first, (ushort)second]);
    }

    [Theory]
    [InlineData(RegisterType.Int16, -1.5, 0.1, new[] { 0xFFF1 })]
    [InlineData(RegisterType.UInt16, 24.98, 0.1, new[] { 250 })]
    [InlineData(RegisterType.Int32, -2, 1, new[] { 0xFFFF, 0xFFFE })]
    [InlineData(RegisterType.UInt32, 65537, 1, new[] { 1, 1 })]
    [InlineData(RegisterType.Int64, -2, 1, new[] { 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFE })]
    [InlineData(RegisterType.UInt64, 4294967298, 1, new[] { 0, 1, 0, 2 })]
    [InlineData(RegisterType.Float64, 1, 1, new[] { 0x3FF0, 0, 0, 0 })]
    [InlineData(RegisterType.Bcd16, 123.4, 0.1, new[] { 0x1234 })]
    [InlineData(RegisterType.Bcd32, 12345678, 1, new[] { 0x1234, 0x5678 })]
    public void Encodes_every_type(RegisterType type, double value, double scale, int[] expected)
    {
        var registers = new ushort[4];
        RegisterEncoder.Encode(value, type, ByteOrder.Abcd, scale, registers);
        registers.Take(RegisterEncoder.Width(type)).Select(r => (int)r).ShouldBe(expected);
    }

    [Theory]
    [InlineData(RegisterType.Int16, 1e9, 0x7FFF)]
    [InlineData(RegisterType.Int16, -1e9, 0x8000)]
    [InlineData(RegisterType.UInt16, -5, 0)]
    [InlineData(RegisterType.Bcd16, 1e9, 0x9999)]
    public void Holds_a_value_inside_the_range_of_its_type(RegisterType type, double value, int expected)
    {
        var registers = new ushort[1];
        RegisterEncoder.Encode(value, type, ByteOrder.Abcd, 1, registers);
        registers[0].ShouldBe((ushort)expected);
    }

    [Fact]
    public void Says_what_a_correct_reader_gets_back() =>
        Prop.ForAll<short>(raw =>
        {
            var registers = new ushort[1];
            var told = RegisterEncoder.Encode(raw * 0.1, RegisterType.Int16, ByteOrder.Abcd, 0.1, registers);
            return (short)registers[0] == raw && Math.Abs(told - (raw * 0.1)) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reversing_both_words_and_bytes_is_plain_little_endian() =>
        Prop.ForAll<uint>(bits =>
        {
            var registers = new ushort[2];
            RegisterEncoder.Place(bits, 2, ByteOrder.Dcba, registers);
            byte[] wire = [(byte)(registers[0] >> 8), (byte)registers[0], (byte)(registers[1] >> 8), (byte)registers[1]];
            return BitConverter.ToUInt32(wire) == bits;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Computes_the_checksum_of_a_known_frame()
    {
        byte[] frame = [1, 3, 0, 0, 0, 2, 0, 0];
        Crc16.Append(frame, 6).ShouldBe(8);
        frame[6..].ShouldBe([0xC4, 0x0B]);
        Crc16.Holds(frame).ShouldBeTrue();
        frame[2] ^= 1;
        Crc16.Holds(frame).ShouldBeFalse();
    }
}
