using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;
using static Gateway.Core.Tests.Conditions.Power.PowerSite;

namespace Gateway.Core.Tests.Conditions.Power;

/// <summary>Day 32 is Monday 2 February 2026; the order runs from it to the end of day 39.</summary>
public sealed class SuspendedUseTests
{
    private const double Monday = 32 * Day;

    private static readonly SuspendedUse s_yellow = new()
    {
        Id = "suspended", Tier = WarningTier.Yellow, Basis = Basis, Calendar = Calendar, Suspensions = [From(Monday, 40 * Day)],
    };

    private static readonly SuspendedUse s_orange = s_yellow with { Utilisation = 0.3, Slots = 4 };

    private static readonly SuspendedUse s_red = s_yellow with { Utilisation = 0.6, Slots = 8, Days = 2 };

    [Fact]
    public void Production_during_a_suspension_is_found_after_two_quarters()
    {
        var judging = Learned(s_yellow);
        judging.Run(30 * Day, Monday, Usual).FirstAbnormal().ShouldBe(double.NaN);
        // Production begins at 08:00; the second quarter ends at 08:30.
        judging.Run(Monday, Monday + (10 * Hour), Usual).FirstAbnormal().ShouldBe(Monday + (8.5 * Hour));
        judging.Run(Monday + (10 * Hour), Monday + (11 * Hour), _ => 10)[^1].Verdict.ShouldBe(Normal);
    }

    [Theory]
    [InlineData(36.2, false)]
    [InlineData(37.8, true)]
    public void Utilisation_is_compared_with_its_limit(double kilowatts, bool abnormal)
    {
        // S about 9.3 and R about 100: u = 0.3 is at about 36.5 kW, and takes four quarters.
        var at = Learned(s_orange).Run(Monday, Monday + (4 * Hour), _ => kilowatts).FirstAbnormal();
        at.ShouldBe(abnormal ? Monday + Hour : double.NaN);
    }

    [Fact]
    public void Two_hours_or_two_days_at_high_use_are_grave()
    {
        Learned(s_red).Run(Monday, Monday + (4 * Hour), _ => 90).FirstAbnormal().ShouldBe(Monday + (2 * Hour));
        var twoDays = Learned(s_red);
        var hourADay = twoDays.Run(Monday, Monday + (2 * Day), t => t % Day is >= 9 * Hour and < 10.25 * Hour ? 90 : 10);
        hourADay.FirstAbnormal().ShouldBe(Monday + Day + (10 * Hour));
        var notInSuccession = Learned(s_red);
        notInSuccession.Run(Monday, Monday + (3 * Day), t => (int)(t / Day) != 33 && t % Day is >= 9 * Hour and < 10.25 * Hour ? 90 : 10)
            .FirstAbnormal().ShouldBe(double.NaN);
    }

    [Fact]
    public void Exempt_loads_are_taken_off()
    {
        var pumps = s_yellow with { Exempt = 20 };
        Learned(pumps).Run(Monday, Monday + (4 * Hour), _ => 30).FirstAbnormal().ShouldBe(double.NaN);
        Learned(s_yellow).Run(Monday, Monday + (4 * Hour), _ => 30).FirstAbnormal().ShouldBe(Monday + (0.5 * Hour));
    }

    [Fact]
    public void Holds_while_it_learns_and_judges_at_once_on_declared_levels()
    {
        var early = s_yellow with { Suspensions = [From(5 * Day, 6 * Day)] };
        var learning = new Judging(early);
        learning.Run(0, 5 * Day, Usual);
        learning.Run(5 * Day, 5.5 * Day, _ => 100).Skip(3).ShouldAllBe(v => v.Verdict == Hold);
        var declared = new Judging(early with { Standby = 10, Run = 100 });
        declared.Run(0, 5 * Day, Usual);
        declared.Run(5 * Day, 5.5 * Day, _ => 100).FirstAbnormal().ShouldBe((5 * Day) + (0.5 * Hour));
    }

    [Fact]
    public void Rules_of_the_same_figures_and_lists_are_equal()
    {
        // A reload compares the old rule with the new one: its lists must not make it another.
        SuspendedUse Make() => s_yellow with
        {
            Suspensions = [From(Monday, 40 * Day)], Excluded = [From(0, Day)],
            Calendar = new SiteCalendar { Holidays = [new DateOnly(2026, 2, 17)], WorkDays = [], RestDays = [DayOfWeek.Sunday] },
        };
        Make().ShouldBe(Make());
        Make().ShouldNotBe(Make() with { Suspensions = [From(Monday, 41 * Day)] });
    }

    [Fact]
    public void Days_under_an_order_teach_nothing()
    {
        // A plant that goes on at full load day and night for four weeks under an order stays abnormal to the end.
        var judging = Learned(s_yellow with { Suspensions = [From(Monday, 70 * Day)], MostDays = 20 });
        judging.Run(Monday, 60 * Day, _ => 100)[^1].Verdict.ShouldBe(Abnormal);
    }

    [Fact]
    public void A_plant_that_never_stops_has_no_standby_to_compare_with()
    {
        var judging = new Judging(s_yellow);
        judging.Run(0, Monday, _ => 100);
        judging.Run(Monday, Monday + (2 * Hour), _ => 100)[^1].Verdict.ShouldBe(Hold);
    }

    [Fact]
    public void Lost_quarters_hold_and_do_not_clear()
    {
        var judging = Learned(s_yellow);
        judging.Run(Monday, Monday + (2 * Hour), _ => 90)[^1].Verdict.ShouldBe(Abnormal);
        judging.Give(Monday + (5 * Hour), 10).ShouldBe(Hold);
        judging.Give(Monday + (5 * Hour) + 300, 10, Quality.CommunicationFailure).ShouldBe(Hold);
        judging.Run(Monday + (5 * Hour) + 600, Monday + (6 * Hour), _ => 10)[^1].Verdict.ShouldBe(Normal);
        judging.Run(Monday + (6 * Hour), Monday + (7 * Hour), _ => 10, Quality.Uncertain)[^1].Verdict.ShouldBe(Hold);
        judging.Run(Monday + (7 * Hour), Monday + (8 * Hour), _ => 90, Quality.Uncertain)[^1].Verdict.ShouldBe(Abnormal);
    }

    [Fact]
    public void Judges_on_after_a_restart_as_if_nothing_had_happened()
    {
        var samples = new List<(double, double, Quality)>();
        for (var t = 0.0; t < 36 * Day; t += 300)
        {
            samples.Add((t, Usual(t), Quality.Good));
        }

        Judging.SurvivesRestarts(s_yellow, samples, every: 97);
        Judging.SurvivesRestarts(s_red, samples, every: 1003);
    }

    [Fact]
    public void The_text_says_suspected_and_asks_for_a_check()
    {
        var samples = Enumerable.Range(0, (int)(33 * Day / 300)).Select(i => (i * 300.0, Usual(i * 300.0)));
        var text = Judging.Sentence(s_orange, Point() with { Unit = "kW", Range = null }, samples);
        text.En.ShouldContain("suspected production during a suspension order: 15 min mean power ");
        text.En.ShouldContain("judged over 60 min; check on the spot and report what was found");
        text.Zh.ShouldContain("疑似停产停用期间生产");
        text.Zh.ShouldContain("请现场核查并填报核查结果");
    }
}
