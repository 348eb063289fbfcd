using Gateway.Drivers.Modbus.Decoding;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>
/// Puts the points of a device into as few requests as it allows: neighbours of one table and scan rate go together while the request stays
/// within the device's maximum, bridges no hole larger than its limit, and touches no forbidden address.
/// </summary>
public static class PollPlanner
{
    /// <param name="points">Points of this device; bindings validated.</param>
    public static IReadOnlyList<PollBlock> Plan(ModbusDeviceOptions device, IReadOnlyList<ModbusPoint> points)
    {
        var byId = points.ToDictionary(p => p.Id, p => p.Binding, StringComparer.Ordinal);
        return
        [
            .. points.SelectMany(p => ItemsOf(device, p, byId))
                .GroupBy(i => (i.Table, i.Reader.ScanMs))
                .OrderBy(g => g.Key.ScanMs).ThenBy(g => g.Key.Table)
                .SelectMany(g => Blocks(device, g.Key.ScanMs, g)),
        ];
    }

    private static IEnumerable<PollItem> ItemsOf(ModbusDeviceOptions device, ModbusPoint point, Dictionary<string, ModbusPointBinding> byId)
    {
        var (binding, reader) = (point.Binding, new PointReader(point, device));
        var (offset, order) = (device.AddressBase ?? 0, binding.Order ?? device.ByteOrder);
        yield return new PollItem(reader, PollItemKind.Value, binding.Table, binding.Address - offset, RegisterWidth.Of(binding), order);
        if (binding.DecimalsAddress is { } decimals)
        {
            yield return new PollItem(reader, PollItemKind.Decimals, binding.Table, decimals - offset, 1, order);
        }

        if (binding.Status is { Address: { } address } status)
        {
            yield return new PollItem(reader, PollItemKind.Status, status.Table, address - offset, StatusMap.WidthOf(status), device.ByteOrder);
        }
        else if (binding.Status?.Point is { } id && byId.TryGetValue(id, out var other))
        {
            yield return new PollItem(reader, PollItemKind.Status, other.Table, other.Address - offset, 1, other.Order ?? device.ByteOrder);
        }
    }

    private static IEnumerable<PollBlock> Blocks(ModbusDeviceOptions device, int scanMs, IEnumerable<PollItem> items)
    {
        var held = new List<PollItem>();
        var (start, end) = (0, 0);
        foreach (var item in items.OrderBy(i => i.Address).ThenBy(i => i.End))
        {
            if (held.Count > 0 && !Fits(device, item, start, end))
            {
                yield return new PollBlock((byte)device.Unit, scanMs, held);
                held.Clear();
            }

            start = held.Count == 0 ? item.Address : start;
            end = held.Count == 0 ? item.End : Math.Max(end, item.End);
            held.Add(item);
        }

        if (held.Count > 0)
        {
            yield return new PollBlock((byte)device.Unit, scanMs, held);
        }
    }

    private static bool Fits(ModbusDeviceOptions device, PollItem item, int start, int end)
    {
        var most = item.Table is ModbusTable.Coil or ModbusTable.Discrete ? device.MaxCoils : device.MaxRegisters;
        var newEnd = Math.Max(end, item.End);
        var offset = device.AddressBase ?? 0;
        return newEnd - start <= most
            && item.Address - end <= device.HoleLimit
            && !device.Forbidden.Any(r => start + offset <= r[1] && newEnd - 1 + offset >= r[0]);
    }
}
