using Gateway.Core.Slopes;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Slopes;

/// <summary>The formulas of domain rules 2.4 one by one, against worked or slow answers.</summary>
public sealed class SlopeFormulaTests
{
    [Fact]
    public void A_robust_line_does_not_turn_for_a_quarter_of_wild_values()
    {
        double[] x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        double[] y = [.. x.Select(t => 3 + (2 * t))];
        (y[3], y[7], y[11]) = (500, -400, 900);
        var line = RobustLine.Through(x, y);
        line.Slope.ShouldBe(2, 1e-9);
        line.Intercept.ShouldBe(3, 1e-9);
        line.Sigma.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void The_robust_sigma_of_normal_noise_is_its_deviation()
    {
        var random = new Random(7);
        double[] x = [.. Enumerable.Range(0, 96).Select(i => (double)i)];
        RobustLine.Through(x, [.. x.Select(_ => 5 * random.Normal())]).Sigma.ShouldBe(5, 1);
    }

    [Fact]
    public void The_noise_of_a_velocity_is_that_of_many_repeated_trials()
    {
        double[] days = [0, 0.9, 2.1, 3, 4.2, 5];
        var random = new Random(1);
        var trials = Enumerable.Range(0, 4000).Select(_ => Velocity.Trailing(days, [.. days.Select(_ => 4 * random.Normal())], 5, 5.3, 4)).ToList();
        var spread = Math.Sqrt(trials.Average(v => v.Value * v.Value));
        spread.ShouldBe(trials[0].Sigma, 0.05 * spread);
    }

    [Fact]
    public void The_noise_of_a_curvature_is_that_of_many_repeated_trials()
    {
        double[] days = [0, 0.9, 2.1, 3, 4.2, 5, 6.1, 7.4];
        var random = new Random(2);
        var trials = Enumerable.Range(0, 4000).Select(_ => Acceleration.Of(days, [.. days.Select(_ => 4 * random.Normal())], 4)).ToList();
        var spread = Math.Sqrt(trials.Average(a => a.Value * a.Value));
        spread.ShouldBe(trials[0].Sigma, 0.05 * spread);
    }

    [Fact]
    public void The_curvature_of_a_parabola_is_its_acceleration_at_any_times()
    {
        double[] days = [0, 0.9, 2.1, 3, 4.2, 5];
        Acceleration.Of(days, [.. days.Select(t => 7 + (2 * t) + (0.5 * 1.8 * t * t))], 1).Value.ShouldBe(1.8, 1e-9);
    }

    [Fact]
    public void The_error_of_the_failure_time_is_that_of_the_general_formula()
    {
        double[] x = [1, 2, 3, 4];
        double[] velocities = [1 / 0.52, 1 / 0.39, 1 / 0.31, 1 / 0.19];
        var fit = InverseVelocity.Fit(x, velocities);
        var line = LineFit.Through(x, [.. velocities.Select(v => 1 / v)]);
        var (m, c) = (line.Slope, line.At(0));
        var s2 = line.Residual * line.Residual;
        var (varM, varC, cov) = (s2 / line.SumOfSquares, s2 * (0.25 + (line.MeanX * line.MeanX / line.SumOfSquares)), -s2 * line.MeanX / line.SumOfSquares);
        var variance = (varC / (m * m)) + (c / (m * m) * (c / (m * m)) * varM) - (2 * c / (m * m * m) * cov);
        fit.FailureTime.ShouldBe(-c / m, 1e-12);
        fit.Error.ShouldBe(Math.Sqrt(variance), 1e-12);
    }

    [Theory]
    [InlineData(1, 45)]
    [InlineData(5.67, 80)]
    [InlineData(11.43, 85)]
    [InlineData(57.3, 89)]
    public void The_tangent_angle_is_that_of_the_table(double ratio, double degrees)
    {
        TangentAngle.Degrees(ratio * 2, 2).ShouldBe(degrees, 0.01);
        TangentAngle.RatioAt(degrees).ShouldBe(ratio, 0.02);
    }

    [Theory]
    [InlineData(0.2, 1.17, 1.0, 1.17)]
    [InlineData(0.2, 0.4, 1.0, 1.0)]
    [InlineData(3.0, 1.17, 1.0, 3.0)]
    [InlineData(double.NaN, 0.4, 1.0, 1.0)]
    public void V0_is_never_below_the_noise_nor_the_floor(double learned, double sigma, double floor, double expected) =>
        TangentAngle.EffectiveV0(learned, sigma, floor).ShouldBe(expected);

    [Theory]
    [InlineData(1, 14.8)]
    [InlineData(6, 44)]
    [InlineData(12, 68)]
    [InlineData(24, 103)]
    [InlineData(72, 201)]
    public void Caine_gives_the_totals_of_the_table(double hours, double total) => RainThresholds.CaineTotal(hours).ShouldBe(total, 0.6);

    [Fact]
    public void Guzzetti_at_one_hour_is_its_coefficient() => RainThresholds.GuzzettiIntensity(1).ShouldBe(2.20, 1e-12);

    [Fact]
    public void Antecedent_rain_fades_by_the_day() => RainThresholds.EffectiveAntecedent([10, 20, 30], 0.8).ShouldBe(10 + 16 + 19.2, 1e-9);

    [Fact]
    public void Saito_1965_falls_with_the_strain_rate()
    {
        SaitoForecast.SecondaryMinutes(1).ShouldBe(Math.Pow(10, 2.33), 1e-9);
        (SaitoForecast.SecondaryMinutes(1) / SaitoForecast.SecondaryMinutes(10)).ShouldBe(Math.Pow(10, 0.916), 1e-9);
    }

    [Theory]
    [InlineData(WarningTier.Red, 30, WarningTier.None, WarningTier.Orange)]
    [InlineData(WarningTier.Orange, 30, WarningTier.None, WarningTier.Yellow)]
    [InlineData(WarningTier.Red, 30, WarningTier.Blue, WarningTier.Red)]
    [InlineData(WarningTier.Red, 50, WarningTier.None, WarningTier.Red)]
    [InlineData(WarningTier.None, 30, WarningTier.None, WarningTier.None)]
    public void A_lone_point_loses_one_tier_unless_it_is_fast(WarningTier own, double velocity, WarningTier neighbour, WarningTier expected) =>
        SpatialCheck.Confirmed(own, velocity, [WarningTier.None, neighbour]).ShouldBe(expected);

    [Fact]
    public void A_point_without_neighbours_keeps_its_tier() => SpatialCheck.Confirmed(WarningTier.Red, 30, []).ShouldBe(WarningTier.Red);

    [Fact]
    public void What_the_references_did_alike_is_their_median() => SpatialCheck.CommonMode([2.1, 1.9, 40]).ShouldBe(2.1);

    [Theory]
    [InlineData(5, 5, 130, true)]
    [InlineData(219, 59, -115, false)]
    [InlineData(5, 5, -130, false)]
    public void Only_movement_straight_up_is_suspect(double east, double north, double up, bool suspect) =>
        SpatialCheck.IsUpwardOnly(east, north, up).ShouldBe(suspect);
}
