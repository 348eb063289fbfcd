using Gateway.Core.Slopes;
using static Gateway.Core.Tests.Slopes.CenturySeries;

namespace Gateway.Core.Tests.Slopes;

/// <summary>Prism 31-2007 of the Century west wall, the reference run of domain rules 2.6. The wall failed on 23 February 2014.</summary>
public sealed class CenturyMineTests
{
    private const double Noise = 4.84;
    private const double V0 = 0.198;

    private static readonly IReadOnlyList<(long Time, double Value)> Prism = Of("31-2007");

    [Fact]
    public void The_baseline_learned_by_5_February_is_that_of_the_reference_run()
    {
        var baseline = new CreepBaseline(new SlopeSettings { LearnFor = TimeSpan.FromDays(36) });
        foreach (var (time, value) in Prism)
        {
            baseline.Learn(time, value);
            baseline.IsFixed.ShouldBe(Date(time) >= new DateTime(2014, 2, 5));
        }

        baseline.V0.ShouldBe(0.198, 0.0005);
        baseline.Noise.ShouldBe(4.84, 0.005);
    }

    [Theory]
    [InlineData("2014-02-15T19:00:35Z", 2.05, 3.49, 84.5, 59.6, "2014-02-16T20:29Z", 0.72, ForecastRefusal.NotSignificant)]
    [InlineData("2014-02-16T22:51:36Z", 2.68, 3.46, 85.8, 65.9, "2014-02-22T11:12Z", 0.71, ForecastRefusal.NotSignificant)]
    [InlineData("2014-02-17T19:53:32Z", 3.81, 3.54, 87.0, 72.5, "2014-02-22T11:43Z", 0.71, ForecastRefusal.NotSignificant)]
    [InlineData("2014-02-18T20:07:13Z", 6.17, 3.52, 88.2, 79.0, "2014-02-20T07:30Z", 1.00, ForecastRefusal.None)]
    [InlineData("2014-02-19T15:17:51Z", 10.06, 3.60, 88.9, 83.2, "2014-02-20T12:23Z", 0.99, ForecastRefusal.None)]
    [InlineData("2014-02-20T09:17:53Z", 11.14, 3.78, 89.0, 83.9, "2014-02-21T08:57Z", 0.93, ForecastRefusal.None)]
    public void The_as_of_table_is_reproduced(
        string asOf, double velocity, double gate, double angle, double angleOf1Point2, string failure, double r2, ForecastRefusal refusal)
    {
        var result = AsOf(asOf, 4);
        result.Velocity.Value.ShouldBe(velocity, 0.005);
        (3 * result.Velocity.Sigma).ShouldBe(gate, 0.01);
        TangentAngle.Degrees(result.Velocity.Value, V0).ShouldBe(angle, 0.05);
        TangentAngle.Degrees(result.Velocity.Value, 1.2).ShouldBe(angleOf1Point2, 0.05);
        (result.TimeOf(result.Forecast.Late) - Ticks(failure)).ShouldBeInRange(0, TimeSpan.TicksPerMinute);
        result.Forecast.R2.ShouldBe(r2, 0.005);
        result.Refusal.ShouldBe(refusal);
    }

    [Theory]
    [InlineData("2014-02-17T19:53:32Z", "2014-02-21T11:21Z")]
    [InlineData("2014-02-18T20:07:13Z", "2014-02-21T06:59Z")]
    [InlineData("2014-02-19T15:17:51Z", "2014-02-20T11:42Z")]
    [InlineData("2014-02-20T09:17:53Z", "2014-02-21T01:12Z")]
    public void Five_velocities_give_the_stated_variants(string asOf, string failure)
    {
        var result = AsOf(asOf, 5);
        (result.TimeOf(result.Forecast.Late) - Ticks(failure)).ShouldBeInRange(0, TimeSpan.TicksPerMinute);
    }

    [Theory]
    [InlineData("2014-02-18T20:07:13Z")]
    [InlineData("2014-02-19T15:17:51Z")]
    [InlineData("2014-02-20T09:17:53Z")]
    public void The_early_forecast_lies_two_to_three_days_before_the_late_one(string asOf)
    {
        var forecast = AsOf(asOf, 4).Forecast;
        (forecast.Late - forecast.Early).ShouldBeInRange(2, 3);
    }

    [Fact]
    public void There_is_no_forecast_before_18_February()
    {
        var refused = Prism.Where(p => Date(p.Time) < new DateTime(2014, 2, 18)).Select(p => AsOf(p.Time, 4)).ToList();
        refused.ShouldAllBe(r => r.Refusal != ForecastRefusal.None);
        refused.Count(r => r.IsKnown).ShouldBeGreaterThanOrEqualTo(40);
    }

    private static SlopeAssessment AsOf(string time, int points) => AsOf(Ticks(time), points);

    private static SlopeAssessment AsOf(long time, int points)
    {
        var known = Prism.Where(p => p.Time <= time).ToList();
        return SlopeAnalysis.Assess(
            [.. known.Select(p => p.Time)], [.. known.Select(p => p.Value)], Noise, V0, 0, new SlopeSettings { ForecastPoints = points });
    }
}
