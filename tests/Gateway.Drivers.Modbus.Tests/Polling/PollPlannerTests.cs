using FsCheck;
using FsCheck.Fluent;
using Gateway.Drivers.Modbus.Decoding;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;

namespace Gateway.Drivers.Modbus.Tests.Polling;

public class PollPlannerTests
{
    private static readonly RegisterType[] Types = [RegisterType.UInt16, RegisterType.Float32, RegisterType.Int64];

    [Fact]
    public void Neighbours_go_in_one_request() =>
        Plan(new ModbusDeviceOptions { AddressBase = 0 }, At(0), At(1), At(2)).Single().Count.ShouldBe(3);

    [Fact]
    public void A_hole_is_bridged_only_up_to_the_limit()
    {
        Plan(new ModbusDeviceOptions { AddressBase = 0, HoleLimit = 3 }, At(0), At(4)).Count.ShouldBe(1);
        Plan(new ModbusDeviceOptions { AddressBase = 0, HoleLimit = 3 }, At(0), At(5)).Count.ShouldBe(2);
    }

    [Fact]
    public void A_forbidden_address_is_never_bridged() =>
        Plan(new ModbusDeviceOptions { AddressBase = 0, HoleLimit = 9, Forbidden = [[2, 2]] }, At(0), At(4)).Count.ShouldBe(2);

    [Fact]
    public void Addresses_counted_from_one_are_one_less_on_the_wire() =>
        Plan(new ModbusDeviceOptions { AddressBase = 1 }, At(230)).Single().Start.ShouldBe(229);

    [Fact]
    public void The_maximum_of_the_device_is_used_to_the_last_register()
    {
        var points = Enumerable.Range(0, 125).Select(a => At(a)).ToArray();
        Plan(new ModbusDeviceOptions { AddressBase = 0 }, points).Count.ShouldBe(1);
        Plan(new ModbusDeviceOptions { AddressBase = 0, MaxRegisters = 16 }, points).Count.ShouldBe(8);
    }

    [Fact]
    public void Each_point_is_covered_exactly_once_within_all_limits() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte, byte, byte)[]>(), ArbMap.Default.ArbFor<(byte, byte)>(), (raw, limits) =>
        {
            var device = new ModbusDeviceOptions
            {
                AddressBase = 1, MaxRegisters = 4 + limits.Item1 % 30, MaxCoils = 1 + limits.Item1 % 30, HoleLimit = limits.Item2 % 8,
                Forbidden = [[50, 60], [120, 120]],
            };
            var bindings = raw.Select(r => BindingOf(r.Item1, r.Item2, r.Item3)).Where(b => IsAllowed(device, b)).ToArray();
            var points = bindings.Select((b, i) => new ModbusPoint(i, $"p{i}", b)).ToArray();
            return Holds(device, points, PollPlanner.Plan(device, points));
        }).QuickCheckThrowOnFailure();

    private static bool Holds(ModbusDeviceOptions device, ModbusPoint[] points, IReadOnlyList<PollBlock> plan)
    {
        var covered = plan.SelectMany(b => b.Items).Where(i => i.Kind == PollItemKind.Value).Select(i => i.Reader.Point.Index).Order();
        return covered.SequenceEqual(points.Select(p => p.Index)) && plan.All(block =>
        {
            var most = block.Table == ModbusTable.Coil ? device.MaxCoils : device.MaxRegisters;
            var wanted = block.Items.SelectMany(i => Enumerable.Range(i.Address, i.Width)).ToHashSet();
            var asked = Enumerable.Range(block.Start, block.Count).ToArray();
            var hole = 0;
            var longestHole = asked.Max(a => hole = wanted.Contains(a) ? 0 : hole + 1);
            return block.Count <= most && longestHole <= device.HoleLimit && wanted.IsSubsetOf(asked)
                && !asked.Any(a => a + 1 is (>= 50 and <= 60) or 120)
                && block.Items.All(i => i.Table == block.Table && i.Reader.ScanMs == block.ScanMs);
        });
    }

    private static ModbusPointBinding BindingOf(byte address, byte kind, byte scan) => kind % 4 == 3
        ? new ModbusPointBinding { Table = ModbusTable.Coil, Type = RegisterType.Bit, Address = address + 1, ScanMs = 1000 }
        : new ModbusPointBinding { Type = Types[kind % 4], Address = address + 1, ScanMs = scan % 2 == 0 ? 500 : 1000 };

    private static bool IsAllowed(ModbusDeviceOptions device, ModbusPointBinding binding)
    {
        var end = binding.Address + RegisterWidth.Of(binding) - 1;
        return !device.Forbidden.Any(r => binding.Address <= r[1] && end >= r[0]);
    }

    private static ModbusPointBinding At(int address) => new() { Address = address };

    private static IReadOnlyList<PollBlock> Plan(ModbusDeviceOptions device, params ModbusPointBinding[] bindings) =>
        PollPlanner.Plan(device, [.. bindings.Select((b, i) => new ModbusPoint(i, $"p{i}", b))]);
}
