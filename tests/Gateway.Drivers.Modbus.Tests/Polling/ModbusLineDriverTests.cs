using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Drivers.Modbus.Tests.Fakes;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Drivers.Modbus.Tests.Polling;

public class ModbusLineDriverTests
{
    [Fact]
    public async Task Readings_arrive_with_the_points_index_and_scaled_value()
    {
        await using var device = new ScriptedDevice(ScriptedDevice.AnswerAsync);
        var outlet = new CollectingOutlet();
        await using var run = Run(device, outlet, [new ModbusPoint(7, "p", new() { Device = "d1", Address = 100, Scale = 0.1 })]);
        var reading = await outlet.WaitForAsync(r => r.Quality == Quality.Good);
        reading.Point.ShouldBe(7);
        reading.Value.ShouldBe(10, 1e-9);
        reading.SourceTime.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_device_that_refuses_has_no_value_and_stays_polled()
    {
        await using var device = new ScriptedDevice((r, s) => s.SendAsync(ScriptedDevice.ExceptionReply(r, 2)).AsTaskOfNothing());
        var outlet = new CollectingOutlet();
        await using var run = Run(device, outlet, [Point(0, "d1", 1)], timeoutMs: 5000);
        (await outlet.WaitForAsync(r => r.Quality == Quality.DeviceFailure)).Value.ShouldBe(double.NaN);
        outlet.Readings.ShouldAllBe(r => r.Quality == Quality.DeviceFailure);
        run.Driver.GetHealth().Devices[0].LastError.ShouldNotBeNull().ShouldContain("illegal data address");
    }

    [Fact]
    public async Task A_dead_unit_is_isolated_while_the_others_are_read()
    {
        await using var device = new ScriptedDevice((r, s) => r[6] == 2 ? Task.CompletedTask : ScriptedDevice.AnswerAsync(r, s));
        var outlet = new CollectingOutlet();
        var started = TimeProvider.System.GetTimestamp();
        await using var run = Run(device, outlet, [Point(0, "d1", 1), Point(1, "d2", 1)]);
        (await outlet.WaitForAsync(r => r.Point == 1 && r.Quality == Quality.CommunicationFailure)).Value.ShouldBe(double.NaN);
        run.Driver.GetHealth().Devices.Single(d => d.Id == "d2").State.ShouldBe(LinkState.Offline);
        outlet.Readings.Clear();
        for (var i = 0; i < 20; i++)
        {
            await outlet.WaitForAsync(r => r.Point == 0 && r.Quality == Quality.Good);
            outlet.Readings.Clear();
        }

        // It is tried again less than twice a second, and a busy machine may have taken its time.
        device.Requests.Count(r => r[6] == 2).ShouldBeLessThan(8 + (int)(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds / 500));
    }

    [Fact]
    public async Task A_unit_that_comes_back_is_read_again()
    {
        var dead = true;
        await using var device = new ScriptedDevice((r, s) => Volatile.Read(ref dead) ? Task.CompletedTask : ScriptedDevice.AnswerAsync(r, s));
        var outlet = new CollectingOutlet();
        await using var run = Run(device, outlet, [Point(0, "d1", 1), Point(1, "d1", 500)]);
        await outlet.WaitForAsync(r => r is { Point: 1, Quality: Quality.CommunicationFailure });
        Volatile.Write(ref dead, false);
        await outlet.WaitForAsync(r => r is { Point: 0, Quality: Quality.Good });
        await outlet.WaitForAsync(r => r is { Point: 1, Quality: Quality.Good, Value: 500 });
        run.Driver.GetHealth().State.ShouldBe(LinkState.Online);
    }

    [Fact]
    public async Task A_dropped_connection_is_opened_again_without_a_bad_reading()
    {
        await using var device = new ScriptedDevice(ScriptedDevice.AnswerAsync);
        var outlet = new CollectingOutlet();
        await using var run = Run(device, outlet, [Point(0, "d1", 1)], timeoutMs: 5000);
        await outlet.WaitForAsync(r => r.Quality == Quality.Good);
        device.DropAll();
        outlet.Readings.Clear();
        await outlet.WaitForAsync(_ => device.Accepted >= 2);
        outlet.Readings.ShouldAllBe(r => r.Quality == Quality.Good);
    }

    [Fact]
    public async Task A_line_that_cannot_be_reached_says_so_for_every_point()
    {
        var outlet = new CollectingOutlet();
        await using var run = Run(Testing.Peers.FreePort.Next(), outlet, [Point(0, "d1", 1), Point(1, "d2", 1)]);
        await outlet.WaitForAsync(r => r is { Point: 0, Quality: Quality.NotConnected });
        await outlet.WaitForAsync(r => r is { Point: 1, Quality: Quality.NotConnected });
        run.Driver.GetHealth().State.ShouldBe(LinkState.Offline);
    }

    [Fact]
    public async Task A_line_that_was_open_and_is_refused_has_failed_rather_than_never_been_connected()
    {
        var outlet = new CollectingOutlet();
        RunningDriver run;
        await using (var device = new ScriptedDevice(ScriptedDevice.AnswerAsync))
        {
            run = Run(device, outlet, [Point(0, "d1", 1)]);
            await outlet.WaitForAsync(r => r.Quality == Quality.Good);
        }

        await outlet.WaitForAsync(r => r.Quality == Quality.CommunicationFailure);
        outlet.Readings.ShouldNotContain(r => r.Quality == Quality.NotConnected);
        await run.DisposeAsync();
    }

    [Fact]
    public async Task A_unit_that_is_silent_on_an_open_line_is_not_called_unconnected()
    {
        await using var device = new ScriptedDevice((_, _) => Task.CompletedTask);
        var outlet = new CollectingOutlet();
        await using var run = Run(device, outlet, [Point(0, "d1", 1)]);
        await outlet.WaitForAsync(r => r.Quality == Quality.CommunicationFailure);
        outlet.Readings.ShouldNotContain(r => r.Quality == Quality.NotConnected);
    }

    [Theory]
    [InlineData(0, Quality.Good, DetectorFlags.None)]
    [InlineData(1, Quality.Good, DetectorFlags.AlarmLevel1)]
    [InlineData(4, Quality.SensorFailure, DetectorFlags.Fault)]
    [InlineData(32, Quality.OutOfService, DetectorFlags.Inhibit)]
    public async Task A_value_carries_what_its_status_says(int status, Quality quality, DetectorFlags flags)
    {
        await using var device = new ScriptedDevice(async (request, socket) =>
        {
            var reply = ScriptedDevice.AddressReply(request);
            (reply[^2], reply[^1]) = (0, (byte)status);
            await socket.SendAsync(reply);
        });
        var outlet = new CollectingOutlet();
        var bits = new Dictionary<string, int> { ["alarm1"] = 0, ["fault"] = 2, ["inhibit"] = 5 };
        var binding = new ModbusPointBinding { Device = "d1", Address = 10, Status = new StatusOptions { Address = 11, Bits = bits } };
        await using var run = Run(device, outlet, [new ModbusPoint(0, "p", binding)]);
        var reading = await outlet.WaitForAsync(r => r.Quality == quality);
        reading.Flags.ShouldBe(flags);
        double.IsNaN(reading.Value).ShouldBe(quality.IsBad());
        device.Requests.First()[11].ShouldBe((byte)2);
    }

    [Fact]
    public async Task Only_named_outputs_are_written()
    {
        await using var device = new ScriptedDevice((r, s) => r[7] == 5 ? s.SendAsync(r).AsTaskOfNothing() : ScriptedDevice.AnswerAsync(r, s));
        var outlet = new CollectingOutlet();
        await using var run = Run(device, outlet, [Point(0, "d1", 1)], timeoutMs: 5000);
        await outlet.WaitForAsync(r => r.Quality == Quality.Good);
        (await run.Driver.WriteAsync("horn", true, default)).ShouldBeTrue();
        (await run.Driver.WriteAsync("valve", true, default)).ShouldBeFalse();
        device.Requests.Where(r => r[7] > 4).Select(Convert.ToHexString).ShouldHaveSingleItem().ShouldEndWith("0105000CFF00");
    }

    [Fact]
    public async Task Several_requests_are_in_flight_where_the_line_allows_it()
    {
        var held = new List<byte[]>();
        await using var device = new ScriptedDevice(async (request, socket) =>
        {
            held.Add(request);
            if (held.Count == 4)
            {
                await socket.SendAsync(held.SelectMany(r => ScriptedDevice.AddressReply(r)).ToArray());
                held.Clear();
            }
        });
        var outlet = new CollectingOutlet();
        var points = Enumerable.Range(0, 4).Select(i => Point(i, "d1", i * 100)).ToArray();
        await using var run = Run(device, outlet, points, inFlight: 4);
        await outlet.WaitForAsync(r => r is { Point: 3, Quality: Quality.Good, Value: 300 });
    }

    private static ModbusPoint Point(int index, string device, int address) => new(index, $"p{index}", new() { Device = device, Address = address });

    private static RunningDriver Run(ScriptedDevice device, CollectingOutlet outlet, ModbusPoint[] points, int inFlight = 1, int timeoutMs = 200) =>
        Run(device.Port, outlet, points, inFlight, timeoutMs);

    private static RunningDriver Run(int port, CollectingOutlet outlet, ModbusPoint[] points, int inFlight = 1, int timeoutMs = 200)
    {
        var backoff = new ModbusBackoffOptions { FirstMs = 300, MaxMs = 600 };
        var device = new ModbusDeviceOptions { AddressBase = 0, ScanMs = 30, Backoff = backoff };
        var line = new ModbusLineOptions
        {
            Id = "line", TimeoutMs = timeoutMs, InFlight = inFlight, Transport = new() { Host = "127.0.0.1", Port = port },
            Devices = [device with { Id = "d1", Unit = 1 }, device with { Id = "d2", Unit = 2 }],
            Outputs = [new() { Id = "horn", Device = "d1", Kind = OutputKind.Sounder, Coil = 12 }],
        };
        return new RunningDriver(new ModbusLineDriver(line, points, outlet, 0, TimeProvider.System, NullLogger.Instance));
    }
}
