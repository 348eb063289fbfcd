using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Interop.Tests.Modbus;

/// <summary>The driver against pymodbus servers over TCP, RTU through TCP, and RTU on a pair of pseudo-terminals.</summary>
public class PymodbusTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly ModbusPointBinding[] Bindings =
    [
        new() { Device = "d1", Address = 5 },
        new() { Device = "d1", Address = 20, Type = RegisterType.Float32 },
        new() { Device = "d1", Address = 22, Type = RegisterType.Float32, Order = ByteOrder.CDAB },
        new() { Device = "d1", Address = 24, Type = RegisterType.Float64 },
        new() { Device = "d1", Address = 28, Type = RegisterType.Int64 },
        new() { Device = "d1", Address = 32, Type = RegisterType.IntegerDecimal },
        new() { Device = "d1", Address = 33, FaultCodes = [65535] },
        new() { Device = "d1", Address = 34, Bit = 15 },
        new() { Device = "d1", Table = ModbusTable.Input, Address = 77 },
        new() { Device = "d1", Table = ModbusTable.Coil, Type = RegisterType.Bit, Address = 3 },
        new() { Device = "d1", Table = ModbusTable.Discrete, Type = RegisterType.Bit, Address = 8 },
        new() { Device = "d2", Address = 7 },
        new() { Device = "dead", Address = 1 },
    ];

    private static readonly double[] Expected =
        [1005, 123.456f, 123.456f, -0.1, -1234567890123, 20.9, double.NaN, 1, 77, 1, 0, 1007, double.NaN];

    [Fact]
    public async Task Reads_a_tcp_server()
    {
        var port = FreePort.Next();
        await using var server = PeerProcess.Start(Python, Script(), "tcp", port.ToString());
        await server.WaitForPortAsync(port);
        await ReadsEverythingAsync(new() { Kind = TransportKind.Tcp, Host = "127.0.0.1", Port = port });
    }

    [Fact]
    public async Task Reads_an_rtu_server_through_tcp()
    {
        var port = FreePort.Next();
        await using var server = PeerProcess.Start(Python, Script(), "rtu-over-tcp", port.ToString());
        await server.WaitForPortAsync(port);
        await ReadsEverythingAsync(new() { Kind = TransportKind.RtuOverTcp, Host = "127.0.0.1", Port = port });
    }

    [Fact]
    public async Task Reads_an_rtu_server_on_a_serial_port()
    {
        using var folder = new TemporaryFolder();
        var (ours, theirs) = (folder.File("ours"), folder.File("theirs"));
        await using var pair = PeerProcess.Start("socat", "-d", "-d", $"pty,raw,echo=0,link={ours}", $"pty,raw,echo=0,link={theirs}");
        await pair.WaitForOutputAsync("starting data transfer loop");
        await using var server = PeerProcess.Start(Python, Script(), "rtu", theirs);
        await server.WaitForOutputAsync("ready");
        await ReadsEverythingAsync(new() { Kind = TransportKind.Rtu, SerialPort = ours, Baud = 19_200 });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Switches_a_sounder_and_reads_it_back(bool multiple)
    {
        var port = FreePort.Next();
        await using var server = PeerProcess.Start(Python, Script(), "tcp", port.ToString());
        await server.WaitForPortAsync(port);
        var outlet = new Outlet();
        var line = Line(new() { Host = "127.0.0.1", Port = port }) with
        {
            Outputs =
            [
                new() { Id = "horn", Device = "d1", Kind = OutputKind.Sounder, Coil = 4, Multiple = multiple },
                new() { Id = "beacon", Device = "d1", Kind = OutputKind.Beacon, Register = 60, OnValue = 7, Multiple = multiple },
            ],
        };
        ModbusPoint[] points =
        [
            new(0, "horn", new() { Device = "d1", Table = ModbusTable.Coil, Type = RegisterType.Bit, Address = 4 }),
            new(1, "beacon", new() { Device = "d1", Address = 60 }),
        ];
        await using var driver = new ModbusLineDriver(line, points, outlet, 0, TimeProvider.System, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = driver.RunAsync(stop.Token);
        await outlet.WaitForAsync(0, r => r.Value == 0);
        (await driver.WriteAsync("horn", true, default)).ShouldBeTrue();
        (await driver.WriteAsync("beacon", true, default)).ShouldBeTrue();
        await outlet.WaitForAsync(0, r => r.Value == 1);
        await outlet.WaitForAsync(1, r => r.Value == 7);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task ReadsEverythingAsync(ModbusTransportOptions transport)
    {
        var outlet = new Outlet();
        var points = Bindings.Select((b, i) => new ModbusPoint(i, $"p{i}", b)).ToArray();
        await using var driver = new ModbusLineDriver(Line(transport), points, outlet, 0, TimeProvider.System, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = driver.RunAsync(stop.Token);
        for (var i = 0; i < Expected.Length; i++)
        {
            var expected = Expected[i];
            var reading = await outlet.WaitForAsync(i, r => double.IsNaN(expected) || !double.IsNaN(r.Value));
            (double.IsNaN(expected) ? double.IsNaN(reading.Value) : Math.Abs(reading.Value - expected) < 1e-9)
                .ShouldBeTrue($"point {i} is {reading.Value}, not {expected}");
        }

        await outlet.WaitForAsync(6, r => r.Quality == Quality.SensorFailure);
        await outlet.WaitForAsync(12, r => r.Quality == Quality.CommunicationFailure);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static ModbusLineOptions Line(ModbusTransportOptions transport)
    {
        var device = new ModbusDeviceOptions { AddressBase = 0, ScanMs = 200, HoleLimit = 20 };
        return new ModbusLineOptions
        {
            Id = "line", TimeoutMs = 400, Transport = transport,
            Devices = [device with { Id = "d1", Unit = 1 }, device with { Id = "d2", Unit = 2 }, device with { Id = "dead", Unit = 9, Retries = 0 }],
        };
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "peers", "modbus_server.py");

    private sealed class Outlet : IReadingOutlet
    {
        private readonly BatchPool _pool = new();

        public ConcurrentDictionary<int, Reading> Last { get; } = new();

        public ReadingBatch Rent(int source) => _pool.Rent(source, 0);

        public ValueTask WriteAsync(ReadingBatch batch, CancellationToken cancellation)
        {
            foreach (var reading in batch.Readings)
            {
                Last[reading.Point] = reading;
            }

            _pool.Return(batch);
            return default;
        }

        public void Return(ReadingBatch batch) => _pool.Return(batch);

        public async Task<Reading> WaitForAsync(int point, Func<Reading, bool> wanted)
        {
            var end = TimeProvider.System.GetUtcNow().AddSeconds(20);
            while (TimeProvider.System.GetUtcNow() < end)
            {
                if (Last.TryGetValue(point, out var reading) && wanted(reading))
                {
                    return reading;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }

            throw new TimeoutException($"Point {point} never came; last {(Last.TryGetValue(point, out var last) ? last.ToString() : "nothing")}.");
        }
    }
}
