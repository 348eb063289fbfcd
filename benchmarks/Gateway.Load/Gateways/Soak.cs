using Gateway.Load.Running;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways;

/// <summary>200 devices, 20 of them dead: the living keep their scan rate and memory stays flat.</summary>
internal sealed class Soak : GatewayScenario
{
    private const int Devices = 200;
    private const int DeadDevices = 20;
    private const string Polls = "gateway_device_polls_total";
    private const string LatePolls = "gateway_device_late_polls_total";
    private static readonly TimeSpan s_settle = TimeSpan.FromMinutes(1);

    public override string Name => "soak";

    public override string What => "whole gateway, 200 devices with 20 dead at 1 s (--soak-minutes): late polls, rate of the living, memory; only when named";

    public override bool ByDefault => false;

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var simulators = await ModbusSimulators.StartAsync(folder, Devices, DeadDevices, changeMs: 1000);
        var plan = new SitePlan { ModbusPorts = [.. simulators.Alive, .. simulators.Dead] };
        await using var gateway = await GatewayProgram.StartAsync(plan, folder, cancellation);
        var settle = settings.Soak / 4 < s_settle ? settings.Soak / 4 : s_settle;
        await Task.Delay(settle, TimeProvider.System, cancellation);
        var rss = ProcessFigures.RssMib(gateway.ProcessId);
        var seen = await Observation.WatchAsync(gateway, settings.Soak - settle, sampleQueue: false, cancellation);
        ReportPolls(seen, simulators.Alive.Count, report);
        report("soak.rss.start", rss, 200, "MiB");
        report("soak.rss.end", ProcessFigures.RssMib(gateway.ProcessId), rss, "MiB");
        report("soak.cpu", seen.CpuPercent, 100, "% of a core");
    }

    /// <summary>The living come first among the devices.</summary>
    private static void ReportPolls(Observation seen, int living, FigureReport report)
    {
        var seconds = seen.After.SecondsSince(seen.Before);
        var rates = Enumerable.Range(0, living).Select(d => Growth(seen, Polls, d) / seconds).ToList();
        var late = Enumerable.Range(0, living).Sum(d => Growth(seen, LatePolls, d));
        report("soak.polls", rates.Sum(), living, "polls/s");
        report("soak.polls.slowest", rates.Min(), 1, "polls/s");
        report("soak.polls.late", late, rates.Sum() * seconds, "polls");
    }

    private static double Growth(Observation seen, string name, int device) =>
        seen.After.Of(name, "device", $"d{device}") - seen.Before.Of(name, "device", $"d{device}");
}
