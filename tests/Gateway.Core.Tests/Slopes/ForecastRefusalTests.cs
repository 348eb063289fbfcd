using Gateway.Core.Slopes;

namespace Gateway.Core.Tests.Slopes;

/// <summary>Where the data do not support a forecast there is none. Seeds are fixed, so that a failure can be repeated.</summary>
public sealed class ForecastRefusalTests
{
    private const double Noise = 4.84;
    private const int Seeds = 200;
    private const int Days = 60;

    [Fact]
    public void Pure_noise_never_gives_a_forecast() => Forecasts(0, 24).ShouldBe(0);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(20)]
    public void Steady_creep_never_gives_a_forecast(double millimetresPerDay) => Forecasts(millimetresPerDay, 24).ShouldBe(0);

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Nor_do_they_with_data_every_six_hours(double millimetresPerDay) => Forecasts(millimetresPerDay, 6).ShouldBe(0);

    [Fact]
    public void An_accelerating_slope_in_the_same_noise_does_get_one()
    {
        var (times, values) = SlopeData.Every(24, 28, h => AnalyticCreepTests.Displacement(h / 24.0) + (Noise * new Random(h).Normal()));
        SlopeAnalysis.Assess(times, values, Noise, 3.3, 0, new SlopeSettings()).HasForecast.ShouldBeTrue();
    }

    [Fact]
    public void Every_reason_of_refusal_is_told_in_both_languages()
    {
        var texts = Enum.GetValues<ForecastRefusal>().Select(r => r.Describe()).ToList();
        texts.Select(t => t.Zh).Distinct().Count().ShouldBe(texts.Count);
        texts.Select(t => t.En).Distinct().Count().ShouldBe(texts.Count);
    }

    [Fact]
    public void A_few_samples_are_too_few() => Refusal(3, d => AnalyticCreepTests.Displacement(d + 20), 0.1).ShouldBe(ForecastRefusal.TooFewPoints);

    [Fact]
    public void A_decelerating_slope_is_not_accelerating() => Refusal(20, d => 100 * Math.Log(1 + d), 0.1).ShouldBe(ForecastRefusal.NotAccelerating);

    [Fact]
    public void A_slope_that_was_still_is_too_weak_in_the_fit() =>
        Refusal(20, d => d < 18 ? 0 : 30 * (d - 17), 1).ShouldBe(ForecastRefusal.WeakVelocityInFit);

    [Fact]
    public void A_failure_farther_than_the_horizon_is_refused() =>
        Refusal(20, d => 100 * Math.Log(60 / (60 - d)), 0.001).ShouldBe(ForecastRefusal.BeyondHorizon);

    [Fact]
    public void Velocities_that_bend_to_and_fro_fit_poorly() =>
        Refusal(20, d => (d * d) + (20 * Math.Sin(d * 2)), 0.5).ShouldBe(ForecastRefusal.PoorFit);

    private static ForecastRefusal Refusal(int days, Func<double, double> displacement, double noise)
    {
        var (times, values) = SlopeData.Every(24, days, h => displacement(h / 24.0));
        return SlopeAnalysis.Assess(times, values, noise, 0, 0, new SlopeSettings()).Refusal;
    }

    private static int Forecasts(double velocity, int every)
    {
        var found = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            found += ForecastsOf(seed, velocity, every);
        }

        return found;
    }

    private static int ForecastsOf(int seed, double velocity, int every)
    {
        var random = new Random(seed);
        var (times, values) = SlopeData.Every(every, Days * 24 / every, h => (velocity * h / 24.0) + (Noise * random.Normal()));
        var settings = new SlopeSettings();
        var found = 0;
        for (var n = 1; n <= times.Length; n++)
        {
            var result = SlopeAnalysis.Assess(times.AsSpan(0, n), values.AsSpan(0, n), Noise, 0, 0, settings);
            found += result.HasForecast ? 1 : 0;
        }

        return found;
    }
}
