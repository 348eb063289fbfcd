using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Probe;
using Gateway.Drivers.Modbus.Tests.Fakes;

namespace Gateway.Drivers.Modbus.Tests.Client;

public class ModbusProbeTests
{
    [Fact]
    public async Task Units_that_answer_are_found()
    {
        await using var device = new ScriptedDevice((r, s) => r[6] switch
        {
            3 => ScriptedDevice.AnswerAsync(r, s),
            5 => s.SendAsync(ScriptedDevice.ExceptionReply(r, 2)).AsTaskOfNothing(),
            _ => s.SendAsync(ScriptedDevice.ExceptionReply(r, 0x0B)).AsTaskOfNothing(),
        });
        await using var probe = await OpenAsync(device);
        var found = await CollectAsync(probe.ScanUnitsAsync(1, 8, ModbusTable.Holding, 0, default));
        found.Select(f => f.Unit).ShouldBe([(byte)3, (byte)5]);
    }

    [Fact]
    public async Task Every_readable_address_of_a_map_with_gaps_is_found()
    {
        int[] refused = [7, 8, 30];
        await using var device = new ScriptedDevice((r, s) =>
        {
            var (start, count) = (r[8] << 8 | r[9], r[10] << 8 | r[11]);
            var bad = refused.Any(a => a >= start && a < start + count);
            return s.SendAsync(bad ? ScriptedDevice.ExceptionReply(r, 2) : ScriptedDevice.AddressReply(r)).AsTaskOfNothing();
        });
        await using var probe = await OpenAsync(device);
        var found = await CollectAsync(probe.ScanRangeAsync(1, ModbusTable.Holding, 2, 41, 16, default));
        found.SelectMany(f => f.Values()).ShouldBe(Enumerable.Range(2, 40).Except(refused));
    }

    private static Task<ModbusProbe> OpenAsync(ScriptedDevice device) => ModbusProbe.OpenAsync(
        new ModbusLineOptions { Transport = new() { Host = "127.0.0.1", Port = device.Port } }, TimeProvider.System, null, default);

    private static async Task<List<ProbeResult>> CollectAsync(IAsyncEnumerable<ProbeResult> results)
    {
        var all = new List<ProbeResult>();
        await foreach (var result in results)
        {
            all.Add(result);
        }

        return all;
    }
}
