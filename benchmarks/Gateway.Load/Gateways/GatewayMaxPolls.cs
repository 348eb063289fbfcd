using Gateway.Load.Gateways.Site;
using Gateway.Load.Gateways.Watching;
using Gateway.Load.References;
using Gateway.Load.Running;
using Gateway.Load.Summary;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways;

/// <summary>
/// Raises the rate asked of 100 connections until something is lost, queues up or is not judged; the figure is the best rate held.
/// The far end is the bare responder, because on a small machine a simulator would be the limit.
/// </summary>
internal sealed class GatewayMaxPolls(string name, int pointsPerPoll) : GatewayScenario
{
    private const int Devices = 100;
    private const int ScanMs = 20;
    private const double Tolerance = 0.02;

    /// <summary>The log takes up to so many batches in one commit: a queue that swings by one commit does not grow.</summary>
    private const int BatchesPerCommit = 512;
    private static readonly int[] s_requestsPerScan = [1, 2, 4, 6, 8];
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    public override string Name => name;

    public override string What => $"whole gateway, polls/s sustained over 100 connections, {pointsPerPoll} points a poll, all judged and logged";

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        await using var responder = await PeerProgram.StartAsync(ModbusResponder.Name);
        using var folder = new TemporaryFolder();
        var best = 0.0;
        foreach (var requests in s_requestsPerScan)
        {
            var plan = new SitePlan
            {
                ModbusPorts = [.. Enumerable.Repeat(responder.Port, Devices)],
                Blocks = requests,
                PointsPerBlock = pointsPerPoll,
                ScanMs = ScanMs,
                InFlight = Math.Min(8, requests),
            };
            var seen = await HoldAsync(plan, folder, settings.Window / 3, cancellation);
            var polls = seen.Rate("gateway_modbus_polls_requests_total");
            var held = IsHeld(seen, out var why);
            Console.WriteLine(
                $"{"",-22} asked {Devices * requests * 1000 / ScanMs,7:N0}/s: {polls,9:N0} polls/s, CPU {seen.CpuPercent:F0} %, RSS {seen.LargestMemory.Total:F0} MiB, log queue {string.Join(' ', seen.LogQueue)}{why}");
            if (!held)
            {
                break;
            }

            best = Math.Max(best, polls);
        }

        report(Name, best, Bars.LimitOf("gateway.maxPolls"), "polls/s");
    }

    private static async Task<Observation> HoldAsync(SitePlan plan, TemporaryFolder folder, TimeSpan length, CancellationToken cancellation)
    {
        await using var gateway = await GatewayProgram.StartAsync(plan, folder, cancellation);
        await Task.Delay(s_warmUp, TimeProvider.System, cancellation);
        var atLeast = TimeSpan.FromSeconds(5);
        return await Observation.WatchAsync(gateway, length > atLeast ? length : atLeast, sampleQueue: true, cancellation);
    }

    private bool IsHeld(Observation seen, out string why)
    {
        var read = (seen.Growth("gateway_modbus_polls_requests_total") - seen.Growth("gateway_modbus_failures_requests_total")) * pointsPerPoll;
        var judged = seen.Growth("gateway_readings_judged_total");
        var logged = seen.Growth("gateway_storage_log_readings_total");
        var half = seen.LogQueue.Count / 2;
        var grows = seen.LogQueue.Skip(half).Average() > seen.LogQueue.Take(half).Average() + BatchesPerCommit;
        why = (seen.NothingLost, Math.Min(judged, logged) >= read * (1 - Tolerance), grows) switch
        {
            (false, _, _) => "; readings were dropped",
            (_, false, _) => $"; {judged:N0} judged and {logged:N0} logged of {read:N0} read",
            (_, _, true) => "; the log queue grows",
            _ => "",
        };
        return why.Length == 0;
    }
}
