using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Limits;

public sealed class LimitTests
{
    private static readonly PercentOfReference s_overload =
        new() { Id = "overload", Tier = WarningTier.Yellow, Basis = Basis, Reference = 80, Limit = 25, Deadband = 5 };

    private static readonly PercentOfReference s_lost = s_overload with { Direction = LimitDirection.Low, Limit = 10 };

    private static readonly BandLimit s_voltage =
        new() { Id = "voltage", Tier = WarningTier.Yellow, Basis = Basis, Centre = 220, HalfWidth = 15.4, Deadband = 2 };

    [Fact]
    public void A_share_of_the_reference_trips_at_its_limit_and_clears_below_the_deadband()
    {
        var judging = new Judging(s_overload);
        double[] values = [19.99, 20, 16, 15.99, 19.99];
        values.Select((v, i) => judging.Give(i, v)).ShouldBe([Normal, Abnormal, Abnormal, Normal, Normal]);
        s_overload.Threshold.ShouldBe(20);
        s_overload.Band.ShouldBe(4);
    }

    [Fact]
    public void A_low_share_of_the_reference_trips_at_its_limit()
    {
        var judging = new Judging(s_lost);
        double[] values = [8.01, 8, 12, 12.01];
        values.Select((v, i) => judging.Give(i, v)).ShouldBe([Normal, Abnormal, Abnormal, Normal]);
        s_lost.Kind.ShouldBe(ConditionKind.LowLimit);
    }

    [Theory]
    [InlineData(235.3, Quality.Good, Normal)]
    [InlineData(235.4, Quality.Good, Abnormal)]
    [InlineData(204.6, Quality.Good, Abnormal)]
    [InlineData(204.7, Quality.Good, Normal)]
    [InlineData(240, Quality.Uncertain, Abnormal)]
    [InlineData(220, Quality.Uncertain, Hold)]
    [InlineData(240, Quality.CommunicationFailure, Hold)]
    [InlineData(double.NaN, Quality.Good, Hold)]
    public void A_band_trips_at_either_edge(double value, Quality quality, ConditionVerdict verdict) =>
        new Judging(s_voltage).Give(0, value, quality).ShouldBe(verdict);

    [Fact]
    public void A_band_clears_only_inside_its_deadband()
    {
        var judging = new Judging(s_voltage);
        double[] values = [236, 233.4, 233.3, 204, 206.6, 206.7];
        values.Select((v, i) => judging.Give(i, v)).ShouldBe([Abnormal, Abnormal, Normal, Abnormal, Abnormal, Normal]);
    }

    [Theory]
    [InlineData(Quality.Uncertain, 25, Abnormal)]
    [InlineData(Quality.Uncertain, 10, Hold)]
    [InlineData(Quality.Bad, 25, Hold)]
    public void Doubtful_values_may_raise_a_share_and_never_clear_it(Quality quality, double value, ConditionVerdict verdict) =>
        new Judging(s_overload).Give(0, value, quality).ShouldBe(verdict);

    [Fact]
    public void The_sentences_name_value_and_limit_in_both_languages()
    {
        var share = Judging.Sentence(s_overload, Point() with { Unit = "A" }, [(1, 22)]);
        share.En.ShouldContain("22 A of the reference 80 A is 27.5 %, at or above the limit 25 %");
        share.Zh.ShouldContain("22 A 为基准 80 A 的 27.5 %，达到或超过限值 25 %");
        Judging.Sentence(s_voltage, Point() with { Unit = "V" }, [(1, 240)]).En.ShouldContain("value 240 V is outside the band 204.6 V to 235.4 V");
        var back = Judging.Sentence(s_overload, Point() with { Unit = "A" }, [(1, 22), (2, 10)], Core.Alarms.AlarmEvent.ReturnedToNormal);
        back.En.ShouldContain("12.5 %, below the clearing value 20 %");
    }

    [Fact]
    public void Conditions_of_the_same_figures_are_equal()
    {
        (s_overload with { }).ShouldBe(s_overload);
        (s_voltage with { HalfWidth = 15 }).ShouldNotBe(s_voltage);
    }
}
