using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Drivers.Modbus.Tests.Fakes;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Modbus.Tests.Polling;

/// <summary>When polls happen, on a clock the test moves.</summary>
public class LinePollerTests
{
    [Fact]
    public async Task A_scan_rate_is_held_for_an_hour_without_drift()
    {
        await using var run = Run([Device(1)], [At(0, 1, 0), At(1, 1, 100)]);
        run.Advance(3600);
        foreach (var polls in run.Line.Requests.GroupBy(r => r.Start))
        {
            polls.Count().ShouldBeInRange(3599, 3601);
            Gaps(polls).ShouldAllBe(gap => gap >= 999 && gap <= 1001);
        }

        run.Driver.GetHealth().Devices[0].LatePolls.ShouldBe(0);
    }

    [Fact]
    public async Task Each_point_keeps_a_rate_of_its_own()
    {
        await using var run = Run([Device(1)], [At(0, 1, 0, scanMs: 200), At(1, 1, 1), At(2, 1, 2, scanMs: 30_000)]);
        run.Advance(600);
        run.Line.Requests.GroupBy(r => r.Start).OrderBy(g => g.Key).Select(g => (g.Count() + 5) / 10 * 10).ShouldBe([3000, 600, 20]);
    }

    [Fact]
    public async Task Polls_of_one_line_start_spread_over_their_period()
    {
        var devices = Enumerable.Range(1, 10).Select(u => Device(u)).ToArray();
        await using var run = Run(devices, [.. devices.Select((d, i) => At(i, d.Unit, 0))], inFlight: 10);
        run.Advance(0.999);
        var starts = run.Line.Requests.Select(r => (r.Time - run.Start).TotalMilliseconds).Order().ToArray();
        starts.Length.ShouldBe(10);
        starts.Zip(starts.Skip(1), (a, b) => b - a).ShouldAllBe(gap => gap >= 95 && gap <= 105);
    }

    [Fact]
    public async Task A_dead_unit_is_tried_ever_more_slowly_while_the_others_keep_their_rate()
    {
        await using var run = Run([Device(1), Device(2), Device(3)], [At(0, 1, 0), At(1, 2, 0), At(2, 3, 0)], r => r.Unit == 2 ? null : r.Answer());
        run.Advance(600);
        var tries = Gaps(run.Line.Requests.Where(r => r.Unit == 2)).Select(gap => Math.Round(gap / 1000)).ToArray();
        tries.Take(7).ShouldBe([0, 5, 10, 20, 40, 60, 60]);
        tries.Skip(6).ShouldAllBe(gap => gap == 60 || gap == 61);
        foreach (var unit in new byte[] { 1, 3 })
        {
            var polls = run.Line.Requests.Where(r => r.Unit == unit).ToArray();
            polls.Length.ShouldBeInRange(599, 601);
            Gaps(polls).ShouldAllBe(gap => gap < 1450, "one try of the dead unit may hold the line for its time-out");
        }

        run.Outlet.Readings.Where(r => r.Point == 1).ShouldAllBe(r => r.Quality == Quality.CommunicationFailure && double.IsNaN(r.Value));
        run.Driver.GetHealth().Devices.Select(d => d.State).ShouldBe([LinkState.Online, LinkState.Offline, LinkState.Online]);
    }

    [Fact]
    public async Task A_unit_that_comes_back_is_polled_at_its_rate_again()
    {
        var dead = true;
        await using var run = Run(
            [Device(1), Device(2)], [At(0, 1, 0), At(1, 1, 100), At(2, 2, 0)], r => dead && r.Unit == 1 ? null : r.Answer());
        run.Advance(100);
        dead = false;
        run.Advance(65);
        run.Line.Requests.Clear();
        run.Advance(10);
        run.Line.Requests.Count(r => r.Unit == 1).ShouldBeInRange(19, 21);
        run.Last().Values.ShouldAllBe(r => r.Quality == Quality.Good);
    }

    [Fact]
    public async Task A_unit_with_too_many_points_does_not_crowd_out_the_others_of_its_bus()
    {
        var points = Enumerable.Range(0, 100).Select(i => At(i, 1, i * 10)).Concat([At(100, 2, 0), At(101, 3, 0)]).ToArray();
        await using var run = Run([Device(1), Device(2), Device(3)], points, kind: TransportKind.RtuOverTcp, latencyMs: 50);
        run.Advance(60);
        run.Line.Requests.Count(r => r.Unit == 2).ShouldBeInRange(57, 61);
        run.Line.Requests.Count(r => r.Unit == 3).ShouldBeInRange(57, 61);
        run.Driver.GetHealth().Devices.Select(d => d.LatePolls > 0).ShouldBe([true, false, false], "what cannot be kept is reported");
        run.Line.Requests.Where(r => r.Unit == 1).GroupBy(r => r.Start).Select(g => g.Count()).ShouldAllBe(n => n >= 8 && n <= 14);
        Gaps(run.Line.Requests).ShouldAllBe(gap => gap >= 50, "one bus carries one transaction at a time");
    }

    [Fact]
    public async Task Units_that_all_want_too_much_share_their_bus_equally()
    {
        var points = Enumerable.Range(0, 150).Select(i => At(i, 1 + i % 3, i * 10)).ToArray();
        await using var run = Run([Device(1), Device(2), Device(3)], points, kind: TransportKind.RtuOverTcp, latencyMs: 50);
        run.Advance(5);
        run.Line.Requests.Clear();
        run.Advance(60);
        var shares = run.Line.Requests.CountBy(r => r.Unit).Select(s => s.Value).ToArray();
        (shares.Max() - shares.Min()).ShouldBeLessThan(5);
        shares.Sum().ShouldBeGreaterThan(1100);
    }

    private static double[] Gaps(IEnumerable<MemoryRequest> requests)
    {
        var times = requests.Select(r => r.Time).ToArray();
        return [.. times.Zip(times.Skip(1), (a, b) => (b - a).TotalMilliseconds)];
    }

    private static ModbusDeviceOptions Device(int unit) => new() { Id = $"d{unit}", Unit = unit, AddressBase = 0 };

    private static ModbusPoint At(int index, int unit, int address, int? scanMs = null) =>
        new(index, $"p{index}", new() { Device = $"d{unit}", Address = address, ScanMs = scanMs });

    private static MemoryRun Run(
        ModbusDeviceOptions[] devices, ModbusPoint[] points, Func<MemoryRequest, byte[]?>? answer = null, int inFlight = 1,
        TransportKind kind = TransportKind.Tcp, int latencyMs = 5) =>
        new(new ModbusLineOptions { Id = "line", TimeoutMs = 200, InFlight = inFlight, Devices = devices, Transport = new() { Kind = kind } },
            points, answer ?? (r => r.Answer()), latencyMs);
}
