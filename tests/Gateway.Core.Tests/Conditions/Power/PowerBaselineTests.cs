using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;
using static Gateway.Core.Tests.Conditions.Power.PowerSite;

namespace Gateway.Core.Tests.Conditions.Power;

public sealed class PowerBaselineTests
{
    private const double Monday = 32 * Day;

    private static readonly PowerBaseline s_baseline = new() { Id = "baseline", Tier = WarningTier.Yellow, Basis = Basis, Calendar = Calendar };

    private static readonly UndeclaredUse s_night =
        new() { Id = "night", Tier = WarningTier.Yellow, Basis = Basis, Calendar = Calendar, Slots = 4 };

    [Fact]
    public void A_plant_that_does_as_always_is_normal_once_it_is_learned()
    {
        // The fourteenth work day ends with Tuesday, day 19; work days are judged from day 20 on.
        var judging = new Judging(s_baseline);
        judging.Run(0, 20 * Day, Usual).ShouldAllBe(v => v.Verdict == Hold);
        var month = judging.Run(20 * Day + Hour, 31 * Day, Usual);
        month.ShouldAllBe(v => v.Verdict != Abnormal);
        month.Count(v => v.Verdict == Normal).ShouldBeGreaterThan(2000);
    }

    [Fact]
    public void Four_quarters_above_the_usual_are_abnormal()
    {
        Learned(s_baseline).Run(Monday, Monday + Day, t => t % Day is >= 9 * Hour and < 11 * Hour ? 130 : Usual(t)).FirstAbnormal()
            .ShouldBe(Monday + (10 * Hour));
        Learned(s_baseline).Run(Monday, Monday + Day, t => t % Day is >= 9 * Hour and < 9.75 * Hour ? 130 : Usual(t)).FirstAbnormal()
            .ShouldBe(double.NaN);
    }

    [Fact]
    public void A_rest_day_is_not_measured_by_work_days()
    {
        // Day 30 is a Saturday: too few of them are known, so it holds, however much is used.
        var judging = Learned(s_baseline);
        judging.Run(30 * Day, 31 * Day, _ => 100).Skip(3).ShouldAllBe(v => v.Verdict == Hold);
        var saturdayIsWork = Learned(s_baseline with { Calendar = Calendar with { WorkDays = [new DateOnly(2026, 1, 31)] } });
        saturdayIsWork.Run(30 * Day, 31 * Day, _ => 150)[^1].Verdict.ShouldBe(Abnormal);
    }

    [Fact]
    public void Abnormal_days_do_not_become_the_usual()
    {
        var judging = Learned(s_baseline with { MostDays = 14 });
        judging.Run(Monday, Monday + (30 * Day), t => 1.5 * Usual(t));
        var last = judging.Run(Monday + (30 * Day), Monday + (33 * Day), t => 1.5 * Usual(t));
        last.FirstAbnormal().ShouldNotBe(double.NaN);
    }

    [Fact]
    public void Judges_on_after_a_restart_as_if_nothing_had_happened()
    {
        var samples = new List<(double, double, Quality)>();
        for (var t = 0.0; t < 34 * Day; t += 300)
        {
            samples.Add((t, t > Monday ? 1.3 * Usual(t) : Usual(t), Quality.Good));
        }

        Judging.SurvivesRestarts(s_baseline, samples, every: 997);
        Judging.SurvivesRestarts(s_night with { From = TimeSpan.FromHours(8), Until = TimeSpan.FromHours(12) }, samples, every: 997);
    }

    [Fact]
    public void Night_production_that_was_not_declared_is_found()
    {
        double Power(double t) => t % Day < 3 * Hour ? 80 : Usual(t);
        Learned(s_night).Run(Monday, Monday + Day, Power).FirstAbnormal().ShouldBe(Monday + Hour);
        Learned(s_night with { Declared = [From(Monday - Day, Monday + Day)] }).Run(Monday, Monday + Day, Power).FirstAbnormal().ShouldBe(double.NaN);
        Learned(s_night).Run(Monday, Monday + Day, Usual).FirstAbnormal().ShouldBe(double.NaN);
    }

    [Fact]
    public void The_text_says_suspected_and_names_the_baseline()
    {
        var samples = Enumerable.Range(0, (int)(33 * Day / 300)).Select(i => (i * 300.0, i * 300.0 > Monday ? 140 : Usual(i * 300.0)));
        var text = Judging.Sentence(s_baseline, Point() with { Unit = "kW", Range = null }, samples);
        text.En.ShouldContain("suspected over-load or over-capacity: 15 min mean power 140 kW above ");
        text.En.ShouldContain("for 60 min; check on the spot and report what was found");
        text.Zh.ShouldContain("疑似超负荷或超能力生产：15 分钟平均功率 140 kW 超过同类日同时段基线");
    }
}
