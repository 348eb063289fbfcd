using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Decoding;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Drivers.Modbus.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Modbus.Tests.Polling;

public class RefusalSearchTests
{
    /// <summary>Less than the first retry of a refused address.</summary>
    private const double SearchSeconds = 25;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task One_refused_address_does_not_blind_its_neighbours(byte code)
    {
        await using var run = Run(Points(16), r => Covers(r, 5) ? r.Refuse(code) : r.Answer());
        run.Advance(5);
        var last = run.Last();
        last.Count.ShouldBe(16);
        last[5].Quality.ShouldBe(Quality.DeviceFailure);
        last[5].Value.ShouldBe(double.NaN);
        last.Where(p => p.Key != 5).ShouldAllBe(p => p.Value.Quality == Quality.Good && p.Value.Value == p.Key);
    }

    [Fact]
    public async Task Refused_points_are_named_once_and_said_to_be_well_when_they_are()
    {
        var (refuse, log) = (true, new CollectingLogger());
        await using var run = Run(Points(16), r => refuse && (Covers(r, 5) || Covers(r, 9)) ? r.Refuse(2) : r.Answer(), log);
        run.Advance(60);
        log.Lines.Where(l => l.StartsWith("1004", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("2 addresses of its points, which have no value until it answers them: p5, p9.");
        refuse = false;
        run.Advance(120);
        log.Lines.ShouldContain(l => l.StartsWith("1005", StringComparison.Ordinal));
        run.Last().Values.ShouldAllBe(r => r.Quality == Quality.Good);
    }

    [Fact]
    public async Task A_device_that_refused_all_while_it_started_is_read_in_one_request_again()
    {
        var refuse = true;
        await using var run = Run(Points(16), r => refuse ? r.Refuse(2) : r.Answer());
        run.Advance(40);
        run.Last().Values.ShouldAllBe(r => r.Quality == Quality.DeviceFailure);
        refuse = false;
        run.Advance(150);
        run.Line.Requests.Clear();
        run.Advance(10);
        run.Line.Requests.Count.ShouldBe(10);
        run.Line.Requests.ShouldAllBe(r => r.Count == 16);
    }

    [Fact]
    public async Task A_refused_address_is_asked_ever_more_slowly_and_never_with_its_neighbours()
    {
        await using var run = Run(Points(16), r => Covers(r, 5) ? r.Refuse(2) : r.Answer());
        run.Advance(SearchSeconds);
        run.Line.Requests.Clear();
        run.Advance(3600);
        var refused = run.Line.Requests.Where(r => Covers(r, 5)).ToArray();
        refused.ShouldAllBe(r => r.Count == 1);
        refused.Length.ShouldBeInRange(5, 11);
        run.Outlet.Readings.Count(r => r.Point == 5).ShouldBe(refused.Length + 1);
    }

    [Fact]
    public async Task A_search_leaves_the_rate_of_another_unit_alone()
    {
        var points = Points(64).Append(new ModbusPoint(64, "other", new() { Device = "d2", Address = 0 })).ToArray();
        await using var run = Run(points, r => r.Unit == 1 ? r.Refuse(2) : r.Answer());
        run.Advance(SearchSeconds);
        var other = run.Line.Requests.Where(r => r.Unit == 2).ToArray();
        other.Length.ShouldBeInRange(24, 26);
        other.Zip(other.Skip(1), (a, b) => (b.Time - a.Time).TotalMilliseconds).ShouldAllBe(gap => gap > 900 && gap < 1100);
        run.Line.Requests.Count(r => r.Unit == 1).ShouldBeLessThanOrEqualTo(1 + 1 + (int)(SearchSeconds * 5));
    }

    [Fact]
    public async Task A_refused_hole_is_not_asked_again_and_its_edges_are_read()
    {
        ModbusPoint[] points = [At(0, 0), At(1, 1), At(2, 4)];
        await using var run = Run(points, r => Covers(r, 2) ? r.Refuse(2) : r.Answer(), holeLimit: 5);
        run.Advance(5);
        run.Last().Values.ShouldAllBe(r => r.Quality == Quality.Good);
        run.Line.Requests.Clear();
        run.Advance(600);
        run.Line.Requests.ShouldNotContain(r => Covers(r, 2));
    }

    [Fact]
    public async Task A_refused_status_makes_its_value_doubtful_and_not_bad()
    {
        var status = new StatusOptions { Address = 1, Bits = new Dictionary<string, int> { ["fault"] = 0 } };
        ModbusPoint[] points = [new(0, "p0", new() { Device = "d1", Address = 0, Status = status })];
        await using var run = Run(points, r => Covers(r, 1) ? r.Refuse(2) : r.Answer(add: 7));
        run.Advance(5);
        run.Last()[0].ShouldSatisfyAllConditions(r => r.Quality.ShouldBe(Quality.LastUsable), r => r.Value.ShouldBe(7));
    }

    [Fact]
    public void Every_readable_point_is_read_and_every_other_refused_with_few_questions() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte, byte)[]>(), ArbMap.Default.ArbFor<(byte[], byte)>(), (raw, device) =>
        {
            var points = raw.Take(40).Select((p, i) => PointOf(i, p.Item1 % 100, p.Item2)).ToArray();
            var forbidden = device.Item1.Take(8).Select(a => a % 104).ToHashSet();
            var holeLimit = device.Item2 % 6;
            var run = Run(points, r => forbidden.Any(a => Covers(r, a)) ? r.Refuse(2) : r.Answer(), holeLimit: holeLimit);
            run.Advance(SearchSeconds);
            var refusals = run.Line.Requests.Count(r => forbidden.Any(a => Covers(r, a)));
            var last = run.Last();
            var right = points.All(p => last.TryGetValue(p.Index, out var reading) && reading.Quality
                == (forbidden.Any(a => IsIn(a, p.Binding)) ? Quality.DeviceFailure : Quality.Good));
            run.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
            return right && refusals <= MostRefusals(points, forbidden, holeLimit);
        }).QuickCheckThrowOnFailure();

    /// <summary>For each block of the plan: its retry, and for each refused place, a point or a hole between two, the way down to it.</summary>
    private static int MostRefusals(ModbusPoint[] points, HashSet<int> forbidden, int holeLimit) =>
        PollPlanner.Plan(DeviceOf(1, holeLimit), points).Sum(block =>
        {
            var cells = block.Items.Select(i => (i.Address, i.End)).Distinct().ToArray();
            var places = cells.Count(c => forbidden.Any(a => a >= c.Address && a < c.End))
                + forbidden.Count(a => a >= block.Start && a < block.Start + block.Count);
            return places == 0 ? 0 : 1 + places * (1 + (int)Math.Ceiling(Math.Log2(cells.Length)));
        });

    private static bool Covers(MemoryRequest request, int address) => address >= request.Start && address < request.Start + request.Count;

    private static bool IsIn(int address, ModbusPointBinding binding) =>
        address >= binding.Address && address < binding.Address + RegisterWidth.Of(binding);

    private static ModbusPoint PointOf(int index, int address, int kind) => new(index, $"p{index}", new()
    {
        Device = "d1", Address = address, Type = (kind % 3) switch { 0 => RegisterType.UInt16, 1 => RegisterType.Int32, _ => RegisterType.UInt64 },
    });

    private static ModbusPoint[] Points(int count) => [.. Enumerable.Range(0, count).Select(i => At(i, i))];

    private static ModbusPoint At(int index, int address) => new(index, $"p{index}", new() { Device = "d1", Address = address });

    private static ModbusDeviceOptions DeviceOf(int unit, int holeLimit) => new() { Id = $"d{unit}", Unit = unit, AddressBase = 0, HoleLimit = holeLimit };

    private static MemoryRun Run(ModbusPoint[] points, Func<MemoryRequest, byte[]?> answer, ILogger? logger = null, int holeLimit = 0) =>
        new(new ModbusLineOptions { Id = "line", Devices = [DeviceOf(1, holeLimit), DeviceOf(2, holeLimit)] }, points, answer, logger: logger);
}
