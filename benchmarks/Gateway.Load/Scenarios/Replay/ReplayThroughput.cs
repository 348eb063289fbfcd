using System.Diagnostics;
using Gateway.Load.Running;
using Gateway.Load.Summary;

namespace Gateway.Load.Scenarios.Replay;

/// <summary>
/// <c>gateway replay</c> from CSV to transitions on one core, two days of seven gas detectors read every 2 s: reading, ordering, judging, writing. Counted is the time the
/// process used its core, collection of garbage included, so that a busy machine does not change the figure.
/// </summary>
/// <param name="withQuality">Also the common pack: a dozen conditions of signal quality a point, of which some learn noise and compare siblings.</param>
internal sealed class ReplayThroughput(string name, bool withQuality) : GatewayScenario
{
    private const double Days = 2;

    public override string Name => name;

    public override string What => $"samples/s of one core, CSV in, transitions out, gas pack{(withQuality ? " and common-quality" : "")}; reference: the bar";

    public override Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        var csv = Samples();
        Cores.Pin(0);
        try
        {
            Measure(csv);
            var rates = Enumerable.Range(0, settings.Repeats).Select(_ => Measure(csv)).Order().ToList();
            report(Name, rates[rates.Count / 2], Bars.LimitOf("replay"), "samples/s");
        }
        finally
        {
            Cores.Pin(-1);
        }

        return Task.CompletedTask;
    }

    private static byte[] Samples()
    {
        using var file = new MemoryStream();
        using (var text = new StreamWriter(file, leaveOpen: true))
        {
            HealthySite.Export(HealthySite.Story("gas")).Write(text, TimeSpan.FromDays(Days).TotalSeconds);
        }

        return file.ToArray();
    }

    private double Measure(byte[] csv)
    {
        var site = HealthySite.Site("gas", withQuality ? null : 1);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        using var run = HealthySite.Judge(site, new MemoryStream(csv), Stream.Null);
        process.Refresh();
        return run.Samples / (process.TotalProcessorTime - before).TotalSeconds;
    }
}
