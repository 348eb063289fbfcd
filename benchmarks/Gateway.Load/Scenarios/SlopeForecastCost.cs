using Gateway.Core.Slopes;
using Gateway.Load.Running;
using Gateway.Load.Summary;

namespace Gateway.Load.Scenarios;

/// <summary>One forecast from 30 days of hourly displacement that accelerates towards failure: velocity, gates, acceleration, angle, inverse velocity, SLO, Saito.</summary>
internal sealed class SlopeForecastCost : GatewayScenario
{
    private const int Hours = 720;
    private const double FailureDay = 32;
    private static readonly long s_start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public override string Name => "slope.forecast";

    public override string What => "milliseconds a forecast from 30 days of hourly data, on one core; reference: the bar";

    public override Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        var (times, values) = Creep();
        var motion = new SlopeSettings { ShortWindows = [TimeSpan.FromHours(12), TimeSpan.FromHours(24)] };
        Cores.Pin(0);
        try
        {
            Measure(times, values, motion, settings.Length / 4);
            var found = Enumerable.Range(0, settings.Repeats).Select(_ => Measure(times, values, motion, settings.Length / 4)).Order().ToList();
            report(Name, found[found.Count / 2], Bars.LimitOf(Name), "ms");
        }
        finally
        {
            Cores.Pin(-1);
        }

        return Task.CompletedTask;
    }

    private static double Measure(long[] times, double[] values, SlopeSettings motion, TimeSpan length)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (count, forecasts) = (0, 0);
        for (; TimeProvider.System.GetElapsedTime(start) < length; count++)
        {
            forecasts += SlopeAnalysis.Assess(times, values, 1, 0.2, 0, motion).HasForecast ? 1 : 0;
        }

        return forecasts == count
            ? TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / count
            : throw new InvalidDataException("No forecast came of it, so another path was measured.");
    }

    /// <summary>Displacement of Voight's law with alpha = 2, and a noise of 1 mm.</summary>
    private static (long[] Times, double[] Values) Creep()
    {
        var random = new Random(1);
        var (times, values) = (new long[Hours], new double[Hours]);
        for (var i = 0; i < Hours; i++)
        {
            (times[i], values[i]) = (s_start + (i * TimeSpan.TicksPerHour), (100 * Math.Log(FailureDay / (FailureDay - (i / 24.0)))) + random.NextDouble());
        }

        return (times, values);
    }
}
