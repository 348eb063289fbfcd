using Gateway.Load.Running;

namespace Gateway.Load.Gateways.Watching;

/// <summary>What became of the polls of each device of a soak, whose living devices come first.</summary>
internal sealed class DevicePolls(Observation seen)
{
    /// <summary>Of <c>gateway_device_state</c>.</summary>
    private const double Offline = 3;

    public void Report(int living, int dead, FigureReport report)
    {
        var seconds = seen.After.SecondsSince(seen.Before);
        var rates = Enumerable.Range(0, living).Select(d => Growth("gateway_device_polls_total", d) / seconds).ToList();
        report("soak.polls", rates.Sum(), living, "polls/s");
        report("soak.polls.slowest", rates.Min(), 1, "polls/s");
        report("soak.polls.late", OfLiving("gateway_device_late_polls_total", living), rates.Sum() * seconds, "polls");
        report("soak.polls.failed", OfLiving("gateway_device_failures_total", living), rates.Sum() * seconds, "polls");
        report("soak.dead.offline", Enumerable.Range(living, dead).Count(d => Of(seen.After, "gateway_device_state", d) == Offline), dead, "devices");
    }

    private double OfLiving(string name, int living) => Enumerable.Range(0, living).Sum(d => Growth(name, d));

    private double Growth(string name, int device) => Of(seen.After, name, device) - Of(seen.Before, name, device);

    private static double Of(GatewayMetrics metrics, string name, int device) => metrics.Of(name, "device", $"d{device}");
}
