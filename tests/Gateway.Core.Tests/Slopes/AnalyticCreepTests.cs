using Gateway.Core.Slopes;

namespace Gateway.Core.Tests.Slopes;

/// <summary>The analytic creep of domain rules 2.5: V = 1 / (0.01 (30 - t)), D = 100 ln(30 / (30 - t)), failure at day 30.</summary>
public sealed class AnalyticCreepTests
{
    private const double Exact = 1e-6;

    public static double Displacement(double day) => 100 * Math.Log(30 / (30 - day));

    private static double VelocityAt(double day) => 1 / (0.01 * (30 - day));

    private static double[] Days(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(d => (double)d)];

    [Theory]
    [InlineData(5, 18.232, 4)]
    [InlineData(15, 69.315, 6.6667)]
    [InlineData(25, 179.176, 20)]
    [InlineData(29, 340.120, 100)]
    public void The_curve_is_the_one_of_the_table(double day, double displacement, double velocity)
    {
        Displacement(day).ShouldBe(displacement, 0.0005);
        VelocityAt(day).ShouldBe(velocity, 0.00005);
    }

    [Fact]
    public void Inverse_velocity_of_instantaneous_velocities_finds_the_failure_exactly()
    {
        var days = Days(20, 28);
        var fit = InverseVelocity.Fit(days, [.. days.Select(VelocityAt)]);
        fit.FailureTime.ShouldBe(30, Exact);
        fit.R2.ShouldBe(1, Exact);
        fit.Error.ShouldBe(0, Exact);
        fit.Trend.ShouldBe(-0.01, Exact);
    }

    [Fact]
    public void Daily_means_stamped_in_the_middle_are_unbiased_and_at_the_end_half_a_day_late()
    {
        var ends = Days(21, 28);
        double[] means = [.. ends.Select(d => Displacement(d) - Displacement(d - 1))];
        InverseVelocity.Fit([.. ends.Select(d => d - 0.5)], means).FailureTime.ShouldBe(29.964, 0.0005);
        InverseVelocity.Fit(ends, means).FailureTime.ShouldBe(30.464, 0.0005);
    }

    [Fact]
    public void The_SLO_method_finds_failure_time_and_B()
    {
        var days = Days(20, 28);
        var slo = SloForecast.Fit(days, [.. days.Select(VelocityAt)]);
        slo.FailureTime.ShouldBe(30, Exact);
        slo.B.ShouldBe(100, 1e-5);
    }

    [Fact]
    public void Saito_finds_the_failure_from_three_equal_increments()
    {
        double[] times = [.. new double[] { 50, 80, 110 }.Select(d => 30 * (1 - Math.Exp(-d / 100)))];
        times[0].ShouldBe(11.8041, 0.00005);
        times[1].ShouldBe(16.5201, 0.00005);
        times[2].ShouldBe(20.0139, 0.00005);
        SaitoForecast.Tertiary(times[0], times[1], times[2]).ShouldBe(30, Exact);
    }

    [Fact]
    public void Saito_on_the_curve_itself_finds_the_marks()
    {
        double[] days = [.. Enumerable.Range(0, 2001).Select(i => i / 100.0)];
        SaitoForecast.Tertiary(days, [.. days.Select(Displacement)], 60).ShouldBe(30, 0.01);
    }

    [Fact]
    public void Saito_gives_no_time_when_nothing_gets_faster() => SaitoForecast.Tertiary(0, 5, 10).ShouldBe(double.NaN);

    [Fact]
    public void Hourly_displacement_gives_a_forecast_around_the_failure_time_two_days_ahead()
    {
        var (times, values) = SlopeData.Hourly(28 * 24, h => Displacement(h / 24.0));
        var result = SlopeAnalysis.Assess(times, values, 0.1, double.NaN, 0, new SlopeSettings { Window = TimeSpan.FromDays(1) });
        result.Refusal.ShouldBe(ForecastRefusal.None);
        (28 + result.Forecast.Early).ShouldBe(30, 0.1);
        (28 + result.Forecast.Late).ShouldBe(30.5, 0.1);
        (28 + result.Forecast.Slo).ShouldBe(30.5, 0.1);
        result.Forecast.WindowStart.ShouldBeLessThan(result.Forecast.WindowEnd);
        result.Velocity.Value.ShouldBe(Displacement(28) - Displacement(27), 1);
    }
}
