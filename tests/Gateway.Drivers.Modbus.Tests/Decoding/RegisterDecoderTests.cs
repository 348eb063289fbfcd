using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Decoding;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Tests.Decoding;

public class RegisterDecoderTests
{
    private static readonly ByteOrder[] Orders = Enum.GetValues<ByteOrder>();

    [Theory]
    [InlineData(ByteOrder.ABCD, "42F6E979")]
    [InlineData(ByteOrder.CDAB, "E97942F6")]
    [InlineData(ByteOrder.BADC, "F64279E9")]
    [InlineData(ByteOrder.DCBA, "79E9F642")]
    public void Float_123_456_is_read_in_every_order(ByteOrder order, string hex) =>
        Decode(RegisterType.Float32, hex, order).Value.ShouldBe(123.456f);

    [Theory]
    [InlineData(ByteOrder.ABCD, "0102030405060708")]
    [InlineData(ByteOrder.CDAB, "0708050603040102")]
    [InlineData(ByteOrder.BADC, "0201040306050807")]
    [InlineData(ByteOrder.DCBA, "0807060504030201")]
    public void Four_registers_are_read_in_every_order(ByteOrder order, string hex) =>
        RawRegisters.Read(Convert.FromHexString(hex), order).ShouldBe(0x0102030405060708UL);

    [Fact]
    public void Every_number_type_comes_back_in_every_order()
    {
        RoundTrips<ushort>(RegisterType.UInt16, v => v, v => v);
        RoundTrips<short>(RegisterType.Int16, v => (ushort)v, v => v);
        RoundTrips<uint>(RegisterType.UInt32, v => v, v => v);
        RoundTrips<int>(RegisterType.Int32, v => (uint)v, v => v);
        RoundTrips<long>(RegisterType.Int64, v => (ulong)v, v => v);
        RoundTrips<ulong>(RegisterType.UInt64, v => v, v => v);
        RoundTrips<float>(RegisterType.Float32, v => BitConverter.SingleToUInt32Bits(v), v => v);
        RoundTrips<double>(RegisterType.Float64, v => BitConverter.DoubleToUInt64Bits(v), v => v);
        RoundTrips<ushort>(RegisterType.Bcd16, v => Bcd(v % 10_000u), v => v % 10_000);
        RoundTrips<uint>(RegisterType.Bcd32, v => Bcd(v % 100_000_000u), v => v % 100_000_000u);
    }

    [Fact]
    public void Text_comes_back_in_both_byte_orders()
    {
        DecodeText("4142430000", ByteOrder.ABCD, 2).ShouldBe("ABC");
        DecodeText("4241004300", ByteOrder.BADC, 2).ShouldBe("ABC");
    }

    [Theory]
    [InlineData("1409", 20.9)]
    [InlineData("0019", 0.25)]
    [InlineData("0000", 0)]
    public void Whole_and_decimal_bytes_make_one_number(string hex, double expected) =>
        Decode(RegisterType.IntegerDecimal, hex).Value.ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData(RegisterType.IntegerDecimal, "0064")]
    [InlineData(RegisterType.Bcd16, "00A0")]
    public void Digits_that_cannot_be_are_a_configuration_error(RegisterType type, string hex) =>
        Decode(type, hex).ShouldBe(DecodedValue.Bad(Quality.ConfigurationError));

    [Theory]
    [InlineData(RegisterType.UInt16, "FFFF", 65535L)]
    [InlineData(RegisterType.Int16, "FFFF", 65535L)]
    [InlineData(RegisterType.Int16, "FFFF", -1L)]
    [InlineData(RegisterType.UInt16, "8000", 32768L)]
    [InlineData(RegisterType.Int32, "FFFFFFFF", -1L)]
    [InlineData(RegisterType.Float32, "C2C60000", -99L)]
    public void A_fault_code_is_never_a_value(RegisterType type, string hex, long code)
    {
        var decoded = Decode(new ModbusPointBinding { Type = type, FaultCodes = [code] }, hex);
        decoded.Quality.ShouldBe(Quality.SensorFailure);
        decoded.Value.ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData("7FC00000")]
    [InlineData("7F800000")]
    public void A_float_that_is_no_number_is_a_sensor_failure(string hex) =>
        Decode(RegisterType.Float32, hex).Quality.ShouldBe(Quality.SensorFailure);

    [Fact]
    public void Bits_of_a_register_are_taken_out()
    {
        Decode(new ModbusPointBinding { Bit = 15 }, "8000").Value.ShouldBe(1);
        Decode(new ModbusPointBinding { Bit = 0 }, "8000").Value.ShouldBe(0);
        Decode(new ModbusPointBinding { Bits = [4, 7] }, "12A5").Value.ShouldBe(0xA);
        Decode(new ModbusPointBinding { Bits = [0, 63], Type = RegisterType.UInt64 }, "0000000000000007").Value.ShouldBe(7);
    }

    [Fact]
    public void Scale_offset_and_told_decimals_apply()
    {
        var decoder = new RegisterDecoder(new ModbusPointBinding { Scale = 2, Offset = -5 });
        decoder.Decode([0, 100], 0, decimals: 1).Value.ShouldBe(15);
        decoder.Decode([0, 100], 0, decimals: 10).Quality.ShouldBe(Quality.ConfigurationError);
    }

    [Theory]
    [InlineData(3590, Quality.SensorFailure)]
    [InlineData(3600, Quality.NotAccurate)]
    [InlineData(3799, Quality.NotAccurate)]
    [InlineData(3800, Quality.Good)]
    [InlineData(20_500, Quality.Good)]
    [InlineData(20_501, Quality.NotAccurate)]
    [InlineData(21_000, Quality.NotAccurate)]
    [InlineData(21_001, Quality.SensorFailure)]
    [InlineData(2000, Quality.OutOfService)]
    public void Current_is_judged_by_NE_43(int microamperes, Quality expected) =>
        CurrentLoop.Decode(microamperes, new CurrentLoopOptions { InhibitMa = [1.9, 2.1] }).Quality.ShouldBe(expected);

    [Fact]
    public void Current_becomes_the_points_unit() =>
        CurrentLoop.Decode(12_000, new CurrentLoopOptions { Low = -50, High = 50 }).Value.ShouldBe(0);

    private static void RoundTrips<T>(RegisterType type, Func<T, ulong> raw, Func<T, double> expected) =>
        Prop.ForAll<T>(value => Orders.All(order =>
        {
            var bytes = new byte[2 * RegisterWidth.Of(type) + 4];
            RawRegisters.Write(raw(value), bytes.AsSpan(4), order);
            var decoded = new RegisterDecoder(new ModbusPointBinding { Type = type, Order = order }).Decode(bytes, 2);
            return double.IsFinite(expected(value)) ? decoded.Value.Equals(expected(value)) || decoded.Value == expected(value) : decoded.Quality.IsBad();
        })).QuickCheckThrowOnFailure();

    private static ulong Bcd(uint value) => Convert.ToUInt64(value.ToString(), 16);

    private static string DecodeText(string hex, ByteOrder order, int length) =>
        new RegisterDecoder(new ModbusPointBinding { Type = RegisterType.String, Length = length, Order = order })
            .DecodeText(Convert.FromHexString(hex), 0);

    private static DecodedValue Decode(RegisterType type, string hex, ByteOrder order = ByteOrder.ABCD) =>
        Decode(new ModbusPointBinding { Type = type, Order = order }, hex);

    private static DecodedValue Decode(ModbusPointBinding binding, string hex) =>
        new RegisterDecoder(binding).Decode(Convert.FromHexString(hex), 0);
}
