using Gateway.Core.Slopes;

namespace Gateway.Edge.Api;

/// <summary>A slope assessment as the API shows it. Pure.</summary>
internal static class SlopeWriter
{
    public static SlopeView Write(string point, string alarm, in SlopeAssessment now) => new(
        point, alarm, Moment(now.Time), now.IsKnown, Write(now.Velocity), now.Counts, Write(now.Fastest), Positive(now.FastestWindow),
        AlarmWriter.Finite(now.VelocityChange), AlarmWriter.Finite(now.Acceleration.Value), AlarmWriter.Finite(now.Acceleration.Sigma), now.IsAccelerating,
        AlarmWriter.Finite(now.Angle), Positive(now.EffectiveV0), Positive(now.Noise), Moment(now.StepTime), now.HasForecast,
        now.HasForecast ? null : now.IsKnown ? now.Refusal.Describe() : ForecastRefusal.TooFewPoints.Describe(), Forecast(now));

    private static ForecastView Forecast(in SlopeAssessment now)
    {
        var forecast = now.Time == 0 ? SlopeForecast.None : now.Forecast;
        var assessed = now.Time;
        DateTimeOffset? After(double days) =>
            double.IsFinite(days) && Math.Abs(days) < 36_500 ? AlarmWriter.Time(assessed + (long)(days * TimeSpan.TicksPerDay)) : null;
        return new ForecastView(
            After(forecast.Early), After(forecast.Late), AlarmWriter.Finite(forecast.Error), AlarmWriter.Finite(forecast.R2), forecast.Count,
            After(forecast.WindowStart), After(forecast.WindowEnd), After(forecast.Slo), After(forecast.Saito));
    }

    private static VelocityView Write(in Velocity velocity) => velocity.IsKnown
        ? new(AlarmWriter.Finite(velocity.Value), AlarmWriter.Finite(velocity.Sigma), velocity.Count)
        : new(null, null, 0);

    private static DateTimeOffset? Moment(long ticks) => ticks > 0 ? AlarmWriter.Time(ticks) : null;

    private static double? Positive(double value) => double.IsFinite(value) && value > 0 ? value : null;
}
