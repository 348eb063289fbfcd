using Gateway.Center.Ingest.Readings;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Sites.History;

/// <summary>
/// Forecast of slope failure from the history of a displacement point, to be drawn: the same analysis as at the site, with the defaults of the rule pack,
/// on hourly means. It raises nothing.
/// </summary>
internal sealed class SlopeForecasts(CenterHistory history)
{
    private const int MostHours = 24 * 60;
    private const int LinePoints = 24;

    /// <summary>The line ends before the time it tends to, where it has no value.</summary>
    private const double LineShare = 0.95;

    private static readonly TimeSpan s_learn = TimeSpan.FromDays(45);
    private static readonly SlopeSettings s_settings = new();

    /// <summary>Null for a point that is no displacement of a slope in millimetres.</summary>
    public async Task<ForecastView?> OfAsync(SitePoint point, DateTimeOffset now, CancellationToken cancellation)
    {
        if (point is not { Family: "slope", Quantity: "displacement", Unit: "mm" })
        {
            return null;
        }

        var hours = await history.Store.QueryAsync(point.HistoryId, now - s_learn, now, HistoryResolution.Hour, MostHours, cancellation);
        var usable = hours.Where(hour => hour.Count > 0 && double.IsFinite(hour.Mean)).ToList();
        return ViewOf([.. usable.Select(hour => hour.Time)], [.. usable.Select(hour => hour.Mean)]);
    }

    internal static ForecastView ViewOf(long[] times, double[] values)
    {
        var baseline = new CreepBaseline(s_settings);
        for (var i = 0; i < times.Length; i++)
        {
            baseline.Learn(times[i], values[i]);
        }

        var found = SlopeAnalysis.Assess(times, values, Math.Max(baseline.Noise, s_settings.NoiseFloor), baseline.V0, 0, s_settings);
        if (!found.HasForecast)
        {
            return new ForecastView(null, null, null, found.Refusal.Describe(), []);
        }

        var (first, last) = Interval(found.Forecast);
        return new ForecastView(Time(found, found.Forecast.Late), Time(found, first), Time(found, last), null, Line(found, values[^1]));
    }

    private static (double First, double Last) Interval(SlopeForecast forecast)
    {
        double[] figures = [.. new[] { forecast.Early, forecast.Late, forecast.WindowStart, forecast.WindowEnd }.Where(days => double.IsFinite(days) && days > 0)];
        return (figures.Min(), figures.Max());
    }

    private static DateTimeOffset Time(SlopeAssessment found, double days) => new(found.TimeOf(days), TimeSpan.Zero);

    /// <summary>Inverse velocity falling on a line gives v(t) = v0 T / (T - t), so the displacement grows by v0 T ln(T / (T - t)).</summary>
    private static List<ForecastPoint> Line(SlopeAssessment found, double start)
    {
        var (life, velocity) = (found.Forecast.Late, found.Velocity.Value);
        return
        [
            .. Enumerable.Range(0, LinePoints + 1).Select(i => life * LineShare * i / LinePoints)
                .Select(days => new ForecastPoint(Time(found, days), start + (velocity * life * Math.Log(life / (life - days))))),
        ];
    }
}
