using System.Text.RegularExpressions;
using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Reasons;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.Tests.Conditions.Joint;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

/// <summary>What a duty officer reads: units that fit, numbers that can be read, no names from the program.</summary>
public sealed partial class ReasonWordsTests
{
    private static readonly Point s_point = Point() with { Unit = "mm", Device = "gnss-1" };

    private static readonly SlopeCriteria s_red = new() { VelocityAbove = 50, ForecastWithin = TimeSpan.FromHours(48), AngleAbove = 85, AccelerationAbove = 5 };

    public static TheoryData<Condition, string, string> Limits => new()
    {
        { High(50), "50 mm", "50 mm" },
        { Motion(s_red), "速率 50 mm/d 或 预测剩余时间不超过 2 天 或 切线角 85° 或 加速度 5 mm/d²", "velocity 50 mm/d or time to failure within 2 d or tangent angle 85 deg or acceleration 5 mm/d2" },
        { new RateOfChange { Id = "r", Tier = WarningTier.Red, Basis = Basis, Window = TimeSpan.FromMinutes(5), Limit = 2 }, "2 mm/min", "2 mm/min" },
        { Stale(300), "5 分钟", "5 min" },
        { new RainLimit { Id = "r", Tier = WarningTier.Red, Basis = Basis, Window = TimeSpan.FromHours(24), Limit = 100 }, "24 小时 100 mm", "100 mm in 24 h" },
        { new DetectorAlarm { Id = "r", Tier = WarningTier.Red, Basis = Basis, Level = 2 }, "探测器 2 级报警", "level 2 of the detector" },
        { new LoadDrop { Id = "r", Tier = WarningTier.Red, Basis = Basis }, "降幅 80 %", "fall by 80 %" },
        { new FlatLine { Id = "r", Tier = WarningTier.Red, Basis = Basis }, "60 个样本", "60 samples" },
        { new PhaseLoss { Id = "r", Tier = WarningTier.Red, Basis = Basis, Inputs = ["a", "b", "c"], RatedCurrent = 100 }, "", "" },
        { new MassOffline { Id = "r", Tier = WarningTier.Red, Basis = Basis, Inputs = ["a", "b"] }, "失联超过 50 %", "lost: more than 50 %" },
        { new Voting { Id = "r", Tier = WarningTier.Red, Basis = Basis, Inputs = ["a", "b", "c"], Needed = 2, Each = [High(1)] }, "3 个测点中 2 个", "2 of 3 points" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Names_the_limit_of_the_next_tier_in_its_own_unit(Condition next, string zh, string en)
    {
        var words = LimitOf.Words(next, s_point);
        (words?.Zh ?? "").ShouldBe(zh);
        (words?.En ?? "").ShouldBe(en);
    }

    [Theory]
    [InlineData(30.025, "30.025")]
    [InlineData(100.2173914, "100.2")]
    [InlineData(36.74123, "36.74")]
    [InlineData(1234567.891, "1234568")]
    [InlineData(250000, "250000")]
    [InlineData(0.00012345678, "0.0001235")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(-3.14159265, "-3.142")]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "-")]
    public void Writes_numbers_so_that_a_person_can_read_them(double value, string text) => LimitWords.Number(value, "").ShouldBe(text);

    [Fact]
    public void A_value_just_short_of_a_limit_does_not_read_as_the_limit()
    {
        var told = LimitWords.Low("%vol", 19.4999999, 19.5, 0, AlarmEvent.Raised);
        told.En.ShouldStartWith("value 19.4999999 %vol is at or below the low limit 19.5 %vol");
    }

    [Fact]
    public void Faults_and_losses_are_told_in_words_not_in_names_of_the_program()
    {
        Condition[] all =
        [
            new SensorFault { Id = "fault", Tier = WarningTier.Blue, Basis = Basis }, Offline(0) with { Id = "offline" }, Stale(10),
            new OutOfService { Id = "out", Tier = WarningTier.Blue, Basis = Basis },
        ];
        var texts = new List<LocalizedText>();
        foreach (var quality in Enum.GetValues<Quality>())
        {
            foreach (var flags in Enum.GetValues<DetectorFlags>().Append(DetectorFlags.Fault | DetectorFlags.OverRange))
            {
                var sample = new Sample(double.NaN, quality, flags, At(0), At(0));
                texts.AddRange(all.Select(c => c.Describe(s_point, sample, c.Begin(0), AlarmEvent.Raised)));
            }
        }

        texts.ShouldAllBe(t => !Latin().IsMatch(t.Zh.Replace("gnss-1", "", StringComparison.Ordinal)) && !CamelCase().IsMatch(t.En));
        texts.Select(t => t.En).ShouldContain("sensor or device fault, no usable value (sensor failure, the device reports: fault, over range)");
    }

    [Fact]
    public void Two_expressions_of_one_place_are_tiers_of_each_other_only_when_they_are_of_one_rule()
    {
        Point[] points = [Point(0), Point(1)];
        Condition Rule(string text, WarningTier tier, string rule) =>
            new TestNames(points).Rule(text, tier) with { Id = $"{rule}-{tier}", Basis = Basis with { Rule = rule } };
        var zone = new Point { Index = 2, Id = "zone", Name = new("区", "zone"), IsDerived = true };
        var rig = new MachineRig([
            .. points.Select(p => new PointPlan(p, 0, [])),
            new PointPlan(zone, 0, [
                Rule("[gas-0] > 50 %LEL", WarningTier.Red, "leak"), Rule("[gas-0] > 20 %LEL", WarningTier.Yellow, "leak"),
                Rule("[gas-1] > 20 %LEL", WarningTier.Blue, "other")])]);
        rig.Read(0, 30).Read(1, 30, point: 1);
        rig.Transitions[0].Reason.WhyNotHigher!.En.ShouldBe("Not red (I): its limit [gas-0] > 50 %LEL is not reached.");
        rig.Transitions[1].Reason.WhyNotHigher!.En.ShouldBe("No higher tier is set for this kind of condition.");
    }

    [Fact]
    public void An_explanation_has_no_double_stop_and_no_stray_space()
    {
        var rig = new MachineRig([new PointPlan(Point(), 0, [High(50), High(25, WarningTier.Yellow, off: 5), Stale(30)])]);
        rig.Read(0, 30).Read(1, 60).Read(2, 5).Elapse(100).Transitions.Count.ShouldBeGreaterThan(4);
        rig.Transitions.ShouldAllBe(t => !Untidy().IsMatch(t.Reason.Text.En) && !Untidy().IsMatch(t.Reason.Text.Zh));
    }

    private static SlopeMotion Motion(SlopeCriteria criteria) =>
        new() { Id = "m", Tier = WarningTier.Red, Basis = Basis, Motion = new SlopeSettings(), Criteria = criteria };

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Latin();

    [GeneratedRegex("[a-z][A-Z]")]
    private static partial Regex CamelCase();

    [GeneratedRegex(@"\.\.|。。|  |\s$|^\s|\( |，，")]
    private static partial Regex Untidy();
}
