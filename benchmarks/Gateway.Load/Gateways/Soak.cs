using Gateway.Load.Gateways.Site;
using Gateway.Load.Gateways.Watching;
using Gateway.Load.Running;
using Gateway.Load.Summary;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways;

/// <summary>200 devices, 20 of them dead: the living keep their scan rate and memory stays flat.</summary>
internal sealed class Soak : GatewayScenario
{
    private const int Devices = 200;
    private const int DeadDevices = 20;
    private static readonly TimeSpan s_settle = TimeSpan.FromMinutes(1);

    public override string Name => "soak";

    public override string What => "whole gateway, 200 devices with 20 dead at 1 s (--soak-minutes): late polls, rate of the living, memory, descriptors; only when named";

    public override bool ByDefault => false;

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var simulators = await ModbusSimulators.StartAsync(folder, Devices, DeadDevices, changeMs: 1000);
        var plan = new SitePlan { ModbusPorts = [.. simulators.Alive, .. simulators.Dead] };
        await using var gateway = await GatewayProgram.StartAsync(plan, folder, cancellation);
        var settle = settings.Soak / 4 < s_settle ? settings.Soak / 4 : s_settle;
        await Task.Delay(settle, TimeProvider.System, cancellation);
        var seen = await Observation.WatchAsync(gateway, settings.Soak - settle, sampleQueue: false, cancellation);
        if (!seen.NothingLost)
        {
            throw new InvalidDataException("Readings were dropped.");
        }

        new DevicePolls(seen).Report(simulators.Alive.Count, DeadDevices, report);
        SoakReport.Write("soak", seen.Memory, report);
        report("soak.cpu", seen.CpuPercent, 100, "% of a core");
        await SoakSeries.WriteAsync(Path.Combine(settings.OutputFolder, "soak.json"), seen.Memory, cancellation);
    }
}
