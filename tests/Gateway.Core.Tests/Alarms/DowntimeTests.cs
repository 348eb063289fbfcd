using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.Tests.Conditions.Joint;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

/// <summary>Time in which the gateway did not run proves nothing: conditions that look back neither raise nor clear on the hole.</summary>
public sealed class DowntimeTests
{
    private const double Hour = 3600;
    private static readonly Point[] s_points = [Point(0), Point(1)];

    private static MachineRig Zone(Condition rule, params Condition[] own) => new([
        .. s_points.Select(p => new PointPlan(p, 0, own)),
        new PointPlan(new Point { Index = 2, Id = "zone", Name = new("区", "zone"), IsDerived = true }, 0, [rule])]);

    private static Condition Rule(string text) => new TestNames(s_points).Rule(text);

    private static MachineRig Lone(Condition rule) => new([new PointPlan(Point(), 0, [rule])]);

    [Fact]
    public void A_for_of_which_twenty_seconds_were_proved_before_needs_the_other_ten_after()
    {
        var rig = Zone(Rule("([gas-0] >= 50 %LEL) for 30 s")).Read(0, 60).Read(20, 60);
        rig.Restart(Hour);
        rig.Elapse(Hour + 100).Read(Hour + 101, 60).Transitions.ShouldBeEmpty("only 20 s were seen before, none in the hour");
        rig.Elapse(Hour + 200).Story.ShouldBe([$"{Hour + 111} Raised zone/rule AB"]);
    }

    [Fact]
    public void A_for_that_was_fulfilled_stays_fulfilled_when_the_first_values_say_so()
    {
        var rig = Zone(Rule("([gas-0] >= 50 %LEL) for 30 s")).Read(0, 60).Elapse(40);
        rig.Restart(Hour);
        rig.Read(Hour + 5, 60).Elapse(Hour + 100).Story.ShouldBe(["30 Raised zone/rule AB"]);
        rig.Read(Hour + 101, 10).Story.Last().ShouldBe($"{Hour + 101} ReturnedToNormal zone/rule BD");
    }

    [Fact]
    public void A_within_does_not_reach_over_the_downtime()
    {
        var rig = Zone(Rule("([gas-0] >= 50 %LEL) within 60 s and [gas-1] >= 50 %LEL")).Read(0, 60).Read(1, 10, point: 1);
        rig.Restart(Hour);
        rig.Read(Hour + 1, 10).Read(Hour + 2, 60, point: 1).Elapse(Hour + 100).Transitions.ShouldBeEmpty();
    }

    [Fact]
    public void Votes_an_hour_of_downtime_apart_are_not_given_together()
    {
        var vote = new Voting
        {
            Id = "vote", Tier = WarningTier.Red, Basis = Basis, Inputs = ["gas-0", "gas-1"], Needed = 2, Within = TimeSpan.FromSeconds(60), Each = [High(50)],
        };
        var rig = Zone(vote).Read(0, 60).Read(1, 10, point: 1);
        rig.Restart(Hour);
        rig.Read(Hour + 1, 10).Read(Hour + 2, 60, point: 1).Elapse(Hour + 100).Transitions.ShouldBeEmpty();
        rig.Read(Hour + 101, 60).Story.ShouldBe([$"{Hour + 101} Raised zone/vote AB"]);
    }

    [Fact]
    public void A_rate_needs_half_its_window_after_the_downtime()
    {
        var rig = Zone(Rule("rate([gas-0], 2 min) > 0.1 %LEL/s"));
        Feed(rig, 0, 100, 10, _ => 10);
        rig.Restart(200);
        rig.Read(201, 50).Elapse(210).Transitions.ShouldBeEmpty("the rise may have been slow, quick or one jump");
        Feed(rig, 211, 300, 10, t => 50 + (t - 211)).Transitions.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(10, 60)]
    [InlineData(60, 10)]
    public void A_rate_limit_neither_raises_nor_clears_on_the_hole(double before, double after)
    {
        var rate = new RateOfChange { Id = "rate", Tier = WarningTier.Yellow, Basis = Basis, Window = TimeSpan.FromMinutes(10), Limit = 2 };
        var rig = Lone(rate);
        // Rising at 3 a minute stands in alarm, at rest does not.
        Feed(rig, 0, 590, 10, t => before + (before > after ? t / 20 : 0));
        var told = rig.Story.ToList();
        rig.Restart(590 + 310);
        Feed(rig, 901, 1100, 10, _ => after).Story.ShouldBe(told);
    }

    [Fact]
    public void A_short_term_mean_in_alarm_clears_only_by_a_measured_window()
    {
        var stel = new ShortTermExposure { Id = "stel", Tier = WarningTier.Orange, Basis = Basis, Limit = 30 };
        var rig = Feed(Lone(stel), 0, 900, 10, _ => 60);
        rig.Story.Count().ShouldBe(1);
        rig.Restart(2 * Hour);
        Feed(rig, (2 * Hour) + 1, (2 * Hour) + 600, 10, _ => 0).Story.Count().ShouldBe(1, "a third of the window is not known");
        Feed(rig, (2 * Hour) + 610, (2 * Hour) + 800, 10, _ => 0).Story.Count().ShouldBe(2);
    }

    [Fact]
    public void A_moving_mean_does_not_raise_by_a_line_drawn_over_the_hole()
    {
        var mean = new WindowLimit { Id = "mean", Tier = WarningTier.Yellow, Basis = Basis, Window = TimeSpan.FromMinutes(10), Limit = 30 };
        var rig = Feed(Lone(mean), 0, 600, 10, _ => 25);
        rig.Restart(1100);
        Feed(rig, 1101, 1300, 10, _ => 50).Transitions.ShouldBeEmpty("of the last ten minutes not half is known");
        Feed(rig, 1310, 1700, 10, _ => 50).Story.Count().ShouldBe(1);
    }

    [Fact]
    public void A_rise_that_was_watched_before_is_lost_only_by_silence_after()
    {
        var lost = new LostDuringRise { Id = "lost", Tier = WarningTier.Orange, Basis = Basis, Limit = 25, After = TimeSpan.FromSeconds(30) };
        var rig = Feed(Lone(lost), 0, 100, 10, t => t / 5);
        rig.Restart(Hour);
        rig.Elapse(Hour + 29).Transitions.ShouldBeEmpty();
        rig.Elapse(Hour + 31).Story.ShouldBe([$"{Hour + 30} Raised gas-0/lost AB"]);
    }

    [Fact]
    public void Our_own_downtime_is_no_power_cut_of_the_sensor_and_no_flat_line()
    {
        var warmUp = new WarmUp { Id = "warm-up", Tier = WarningTier.Blue, Basis = Basis, Lasting = TimeSpan.FromMinutes(5) };
        var flat = new FlatLine { Id = "flat", Tier = WarningTier.Blue, Basis = Basis, Samples = 0, Duration = TimeSpan.FromMinutes(10), LearnFor = TimeSpan.Zero };
        var rig = new MachineRig([new PointPlan(Point(), 0, [warmUp, flat])]);
        Feed(rig, 0, 500, 10, _ => 7);
        rig.Restart(Hour);
        Feed(rig, Hour + 1, Hour + 60, 10, _ => 7).Transitions.ShouldBeEmpty();
        Feed(rig, Hour + 70, Hour + 200, 10, _ => 7).Story.Single().ShouldContain("Raised gas-0/flat");
    }

    [Fact]
    public void Points_not_yet_read_again_are_not_a_mass_loss()
    {
        var mass = new MassOffline { Id = "mass", Tier = WarningTier.Yellow, Basis = Basis, Inputs = ["gas-0", "gas-1"] };
        var offline = Offline(30);
        var rig = Zone(mass, offline).Read(0, 1).Read(1, 1, point: 1);
        rig.Restart(Hour);
        rig.Read(Hour + 1, 1, quality: Quality.CommunicationFailure).Elapse(Hour + 20).Transitions.ShouldBeEmpty();
        rig.Read(Hour + 21, 1, quality: Quality.CommunicationFailure).Read(Hour + 22, 1, point: 1, quality: Quality.CommunicationFailure).Elapse(Hour + 60);
        rig.Story.ShouldContain(line => line.Contains("Raised zone/mass", StringComparison.Ordinal));
    }

    [Fact]
    public void Rain_in_alarm_does_not_end_because_nobody_measured()
    {
        var rain = new RainLimit { Id = "rain", Tier = WarningTier.Yellow, Basis = Basis, Window = TimeSpan.FromHours(24), Limit = 50 };
        var rig = Feed(Lone(rain), 0, 6 * Hour, Hour, _ => 10);
        rig.Restart(40 * Hour);
        Feed(rig, 41 * Hour, 60 * Hour, Hour, _ => 0).Story.Count().ShouldBe(1);
        Feed(rig, 61 * Hour, 66 * Hour, Hour, _ => 0).Story.Count().ShouldBe(2);
    }

    [Fact]
    public void A_slope_in_alarm_stays_and_a_still_one_stays_quiet_over_a_day_of_downtime()
    {
        var motion = new SlopeMotion
        {
            Id = "motion", Tier = WarningTier.Yellow, Basis = Basis, Motion = new SlopeSettings { V0 = 0.2, Noise = 0.1 },
            Criteria = new SlopeCriteria { VelocityAbove = 10 },
        };
        foreach (var rate in (double[])[0.1, 20])
        {
            var rig = Feed(Lone(motion), 0, 240 * Hour, Hour, t => rate * t / (24 * Hour));
            var told = rig.Story.ToList();
            told.Count.ShouldBe(rate > 10 ? 1 : 0);
            rig.Restart(264 * Hour);
            Feed(rig, 265 * Hour, 275 * Hour, Hour, t => rate * t / (24 * Hour)).Story.ShouldBe(told);
        }
    }

    private static MachineRig Feed(MachineRig rig, double from, double until, double step, Func<double, double> value)
    {
        for (var at = from; at <= until; at += step)
        {
            rig.Read(at, value(at));
        }

        return rig;
    }
}
