using System.Buffers.Binary;
using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Drivers.Modbus.Tests.Fakes;

namespace Gateway.Drivers.Modbus.Tests.Polling;

/// <summary>What a point remembers from poll to poll: how long a current is doubtful, and how many decimals the device tells.</summary>
public class PointReaderTests
{
    private readonly Dictionary<int, int> _registers = [];

    /// <summary>
    /// NAMUR NE 43 leaves 3.6-3.8 mA and 20.5-21 mA unspecified. A signal on its way between measurement and failure current passes there, so
    /// it is doubted only when it stays for 4 s.
    /// </summary>
    [Theory]
    [InlineData(3600)]
    [InlineData(3799)]
    [InlineData(20_501)]
    [InlineData(21_000)]
    public async Task A_current_in_the_unspecified_zone_is_doubted_after_four_seconds(int microamperes)
    {
        await using var run = RunCurrent();
        _registers[0] = 12_000;
        run.Advance(3);
        _registers[0] = microamperes;
        run.Advance(3.9);
        run.Last()[0].Quality.ShouldBe(Quality.Good);
        run.Advance(1.2);
        run.Last()[0].Quality.ShouldBe(Quality.NotAccurate);
        run.Last()[0].Value.ShouldBe((microamperes - 4000) / 160.0, 1e-9, "the value itself stays visible");
    }

    [Fact]
    public async Task The_four_seconds_begin_anew_after_a_valid_current()
    {
        _registers[0] = 12_000;
        await using var run = RunCurrent();
        for (var i = 0; i < 5; i++)
        {
            _registers[0] = 3700;
            run.Advance(3);
            _registers[0] = 3900;
            run.Advance(1);
        }

        run.Outlet.Readings.ShouldAllBe(r => r.Quality == Quality.Good);
    }

    [Theory]
    [InlineData(3599)]
    [InlineData(0)]
    [InlineData(21_001)]
    [InlineData(23_000)]
    public async Task A_failure_current_is_a_sensor_failure_at_once(int microamperes)
    {
        await using var run = RunCurrent();
        _registers[0] = 12_000;
        run.Advance(2);
        _registers[0] = microamperes;
        run.Advance(1);
        run.Last()[0].Quality.ShouldBe(Quality.SensorFailure);
        run.Last()[0].Value.ShouldBe(double.NaN);
    }

    [Fact]
    public async Task A_current_that_came_back_from_failure_is_good_at_once_and_its_grace_is_whole()
    {
        await using var run = RunCurrent();
        _registers[0] = 3700;
        run.Advance(3);
        _registers[0] = 3000;
        run.Advance(3);
        _registers[0] = 3700;
        run.Advance(3);
        run.Last()[0].Quality.ShouldBe(Quality.Good);
        run.Advance(3);
        run.Last()[0].Quality.ShouldBe(Quality.NotAccurate);
    }

    [Theory]
    [InlineData(0, 1234)]
    [InlineData(1, 123.4)]
    [InlineData(3, 1.234)]
    [InlineData(9, 0.000001234)]
    public async Task A_value_is_divided_by_the_decimals_its_device_tells(int decimals, double expected)
    {
        (_registers[0], _registers[2]) = (1234, decimals);
        await using var run = RunDecimals(2);
        run.Advance(2);
        run.Last()[0].Value.ShouldBe(expected, 1e-12);
        run.Last()[0].Quality.ShouldBe(Quality.Good);
    }

    [Fact]
    public async Task Decimals_that_change_apply_to_the_value_of_the_same_reply()
    {
        await using var run = RunDecimals(1);
        run.Advance(2);
        (_registers[0], _registers[1]) = (500, 1);
        run.Advance(1);
        (_registers[0], _registers[1]) = (5000, 2);
        run.Advance(1);
        run.Outlet.Readings.Where(r => r.Value != 0).Select(r => r.Value).Distinct().ShouldBe([50]);
    }

    [Fact]
    public async Task A_value_waits_for_decimals_that_are_in_another_request()
    {
        (_registers[0], _registers[100]) = (1234, 2);
        await using var run = RunDecimals(100);
        run.Advance(5);
        run.Outlet.Readings.Count.ShouldBeGreaterThan(7);
        run.Outlet.Readings.ShouldAllBe(r => r.Quality == Quality.Good && Math.Abs(r.Value - 12.34) < 1e-9);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(65_535)]
    public async Task Decimals_that_cannot_be_give_no_value(int decimals)
    {
        (_registers[0], _registers[1]) = (1234, decimals);
        await using var run = RunDecimals(1);
        run.Advance(2);
        run.Outlet.Readings.ShouldAllBe(r => r.Quality == Quality.ConfigurationError && double.IsNaN(r.Value));
    }

    [Fact]
    public async Task A_value_whose_decimals_are_refused_is_none_rather_than_unscaled()
    {
        (_registers[0], _registers[1]) = (1234, 1);
        var refused = false;
        await using var run = RunDecimals(1, r => refused && r.Start <= 1 && r.Start + r.Count > 1 ? r.Refuse(2) : null);
        run.Advance(2);
        run.Last()[0].Value.ShouldBe(123.4, 1e-9);
        refused = true;
        run.Advance(5);
        run.Last()[0].Quality.ShouldBe(Quality.ConfigurationError);
        run.Outlet.Readings.ShouldAllBe(r => double.IsNaN(r.Value) || Math.Abs(r.Value - 123.4) < 1e-9);
        refused = false;
        run.Advance(60);
        run.Last()[0].Value.ShouldBe(123.4, 1e-9);
    }

    private MemoryRun RunCurrent() => Run(new() { Device = "d", Address = 0, Current = new() { Low = 0, High = 100 } });

    private MemoryRun RunDecimals(int at, Func<MemoryRequest, byte[]?>? refuse = null) =>
        Run(new() { Device = "d", Address = 0, DecimalsAddress = at }, refuse);

    private MemoryRun Run(ModbusPointBinding binding, Func<MemoryRequest, byte[]?>? refuse = null)
    {
        var line = new ModbusLineOptions { Id = "line", Devices = [new() { Id = "d", Unit = 1, AddressBase = 0, ScanMs = 500, HoleLimit = 5 }] };
        return new MemoryRun(line, [new ModbusPoint(0, "p", binding)], r => refuse?.Invoke(r) ?? Answer(r));
    }

    private byte[] Answer(MemoryRequest request)
    {
        var pdu = request.Answer();
        for (var i = 0; i < request.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(pdu.AsSpan(2 + i * 2), (ushort)_registers.GetValueOrDefault(request.Start + i));
        }

        return pdu;
    }
}
