using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions;

public sealed class ConditionTests
{
    private static ConditionVerdict Judge(
        Condition condition, double value, Quality quality = Quality.Good, DetectorFlags flags = DetectorFlags.None)
    {
        var memory = condition.Begin(Start);
        return condition.Judge(new Sample(value, quality, flags, At(1), At(1)), ref memory);
    }

    [Theory]
    [InlineData(49.9, Quality.Good, Normal)]
    [InlineData(50, Quality.Good, Abnormal)]
    [InlineData(double.PositiveInfinity, Quality.Good, Abnormal)]
    [InlineData(49.9, Quality.Uncertain, Hold)]
    [InlineData(50, Quality.RangeExceeded, Abnormal)]
    [InlineData(99, Quality.LastKnown, Hold)]
    [InlineData(double.NaN, Quality.Good, Hold)]
    public void A_high_limit_trips_at_the_limit(double value, Quality quality, ConditionVerdict verdict) =>
        Judge(High(50), value, quality).ShouldBe(verdict);

    [Theory]
    [InlineData(19.6, Quality.Good, Normal)]
    [InlineData(19.5, Quality.Good, Abnormal)]
    [InlineData(19.6, Quality.Uncertain, Hold)]
    [InlineData(0, Quality.Bad, Hold)]
    [InlineData(double.NaN, Quality.Good, Hold)]
    public void A_low_limit_trips_at_the_limit(double value, Quality quality, ConditionVerdict verdict) =>
        Judge(Low(19.5), value, quality).ShouldBe(verdict);

    [Fact]
    public void A_low_limit_clears_only_above_its_deadband()
    {
        var condition = Low(10, deadband: 2);
        var memory = condition.Begin(Start);
        double[] values = [10, 12, 12.1, 11, 10];
        var verdicts = values.Select(v => condition.Judge(new Sample(v, Quality.Good, DetectorFlags.None, At(1), At(1)), ref memory)).ToArray();
        verdicts.ShouldBe([Abnormal, Abnormal, Normal, Normal, Abnormal]);
    }

    [Theory]
    [InlineData(1, DetectorFlags.AlarmLevel1, Quality.Good, Abnormal)]
    [InlineData(1, DetectorFlags.AlarmLevel2, Quality.Good, Abnormal)]
    [InlineData(2, DetectorFlags.AlarmLevel1, Quality.Good, Normal)]
    [InlineData(2, DetectorFlags.AlarmLevel2, Quality.SensorFailure, Abnormal)]
    [InlineData(2, DetectorFlags.AlarmLevel2, Quality.CommunicationFailure, Hold)]
    [InlineData(2, DetectorFlags.AlarmLevel2 | DetectorFlags.Inhibit, Quality.Good, Hold)]
    [InlineData(2, DetectorFlags.None, Quality.Uncertain, Hold)]
    public void The_detectors_own_alarm_counts_when_it_is_fresh(int level, DetectorFlags flags, Quality quality, ConditionVerdict verdict) =>
        Judge(new DetectorAlarm { Id = "d", Level = level, Tier = WarningTier.Orange, Basis = Basis }, 5, quality, flags).ShouldBe(verdict);

    [Theory]
    [InlineData(50, Quality.Good, DetectorFlags.None, Normal)]
    [InlineData(100, Quality.Good, DetectorFlags.None, Normal)]
    [InlineData(100.1, Quality.Good, DetectorFlags.None, Abnormal)]
    [InlineData(-0.1, Quality.Uncertain, DetectorFlags.None, Abnormal)]
    [InlineData(3, Quality.Good, DetectorFlags.OverRange, Abnormal)]
    [InlineData(3, Quality.RangeExceeded, DetectorFlags.None, Abnormal)]
    [InlineData(3, Quality.Uncertain, DetectorFlags.None, Hold)]
    [InlineData(500, Quality.SensorFailure, DetectorFlags.None, Hold)]
    [InlineData(double.NaN, Quality.Good, DetectorFlags.None, Hold)]
    public void Out_of_range_is_what_the_sensor_cannot_measure(double value, Quality quality, DetectorFlags flags, ConditionVerdict verdict) =>
        Judge(new OutOfRange { Id = "r", Range = new EngineeringRange(0, 100), Tier = WarningTier.Blue, Basis = Basis }, value, quality, flags).ShouldBe(verdict);

    [Theory]
    [InlineData(Quality.Good, DetectorFlags.None, Normal)]
    [InlineData(Quality.Uncertain, DetectorFlags.None, Normal)]
    [InlineData(Quality.Good, DetectorFlags.Fault, Abnormal)]
    [InlineData(Quality.SensorFailure, DetectorFlags.None, Abnormal)]
    [InlineData(Quality.DeviceFailure, DetectorFlags.None, Abnormal)]
    [InlineData(Quality.ConfigurationError, DetectorFlags.None, Abnormal)]
    [InlineData(Quality.Bad, DetectorFlags.None, Abnormal)]
    [InlineData(Quality.CommunicationFailure, DetectorFlags.None, Hold)]
    [InlineData(Quality.OutOfService, DetectorFlags.None, Hold)]
    public void A_sensor_fault_is_an_answer_without_a_usable_value(Quality quality, DetectorFlags flags, ConditionVerdict verdict) =>
        Judge(new SensorFault { Id = "f", Tier = WarningTier.Blue, Basis = Basis }, 1, quality, flags).ShouldBe(verdict);

    [Theory]
    [InlineData(Quality.CommunicationFailure, DetectorFlags.None, Abnormal)]
    [InlineData(Quality.NotConnected, DetectorFlags.None, Abnormal)]
    [InlineData(Quality.LastKnown, DetectorFlags.None, Abnormal)]
    [InlineData(Quality.Good, DetectorFlags.CommunicationLost, Abnormal)]
    [InlineData(Quality.SensorFailure, DetectorFlags.None, Normal)]
    [InlineData(Quality.Good, DetectorFlags.None, Normal)]
    public void Offline_is_a_source_that_cannot_be_reached(Quality quality, DetectorFlags flags, ConditionVerdict verdict) =>
        Judge(Offline(30), 1, quality, flags).ShouldBe(verdict);

    [Theory]
    [InlineData(Quality.OutOfService, DetectorFlags.None, Abnormal)]
    [InlineData(Quality.Good, DetectorFlags.Inhibit, Abnormal)]
    [InlineData(Quality.Good, DetectorFlags.WarmUp, Abnormal)]
    [InlineData(Quality.Good, DetectorFlags.None, Normal)]
    [InlineData(Quality.CommunicationFailure, DetectorFlags.None, Hold)]
    public void A_bypassed_point_is_out_of_service(Quality quality, DetectorFlags flags, ConditionVerdict verdict) =>
        Judge(new OutOfService { Id = "o", Tier = WarningTier.Blue, Basis = Basis }, 1, quality, flags).ShouldBe(verdict);

    [Fact]
    public void Silence_is_judged_from_the_last_good_value()
    {
        var stale = Stale(10);
        var memory = stale.Begin(Start);
        stale.Judge(new Sample(1, Quality.Good, DetectorFlags.None, At(5), At(5)), ref memory).ShouldBe(Normal);
        stale.Judge(new Sample(1, Quality.Uncertain, DetectorFlags.None, At(9), At(9)), ref memory).ShouldBe(Hold);
        stale.JudgeSilence(At(14.999), memory).ShouldBe(Hold);
        stale.JudgeSilence(At(15), memory).ShouldBe(Abnormal);
    }

    [Fact]
    public void No_quality_whatever_makes_a_dead_point_normal_everywhere()
    {
        // Silence is never normal: each bad quality is abnormal for at least one condition, or freezes all until stale.
        var options = new PointJudgementOptions { Limits = [new LimitOptions { Tier = WarningTier.Red, High = 50 }] };
        var conditions = ConditionFactory.Create(Point(), options);
        foreach (var quality in Enum.GetValues<Quality>().Where(q => q.IsBad()))
        {
            conditions.Any(c => Judge(c, double.NaN, quality) == Abnormal).ShouldBeTrue($"{quality}");
        }
    }

    [Fact]
    public void A_fault_is_told_in_words_of_the_reader_not_of_the_program()
    {
        var fault = new SensorFault { Id = "f", Tier = WarningTier.Blue, Basis = Basis };
        var sample = new Sample(double.NaN, Quality.SensorFailure, DetectorFlags.Fault | DetectorFlags.OverRange, At(1), At(1));
        var text = fault.Describe(Point(), sample, default, AlarmEvent.Raised);
        text.Zh.ShouldBe("传感器或设备故障，无可用数值（传感器故障，设备报告：自检故障、超量程）");
        text.En.ShouldBe("sensor or device fault, no usable value (sensor failure, the device reports: fault, over range)");
    }

    [Fact]
    public void Every_quality_has_its_words_in_both_languages()
    {
        var names = Enum.GetValues<Quality>().Select(QualityWords.Name).ToList();
        names.Select(n => n.Zh).Where(zh => zh.Any(char.IsAsciiLetter)).ShouldBeEmpty();
        names.Where(n => n.En is not ("no usable value" or "good")).Select(n => n.En).ShouldBeUnique();
    }

    [Theory]
    [InlineData(-1.25, ConditionVerdict.Normal)]
    [InlineData(-1.26, ConditionVerdict.Abnormal)]
    [InlineData(101.25, ConditionVerdict.Normal)]
    [InlineData(101.26, ConditionVerdict.Abnormal)]
    public void A_zero_that_sways_within_the_tolerance_is_in_range(double value, ConditionVerdict verdict) =>
        Judge(new OutOfRange { Id = "r", Range = new EngineeringRange(0, 100), Tolerance = 0.0125, Tier = WarningTier.Blue, Basis = Basis }, value).ShouldBe(verdict);
}
