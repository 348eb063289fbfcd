using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Alarms.Traffic.Grouping;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using static Gateway.Core.Alarms.Traffic.Grouping.GroupingDecision;
using static Gateway.Core.Tests.Alarms.TestPoints;
using static Gateway.Core.Tests.Alarms.Traffic.TrafficRig;
using static Gateway.Core.Warnings.WarningTier;

namespace Gateway.Core.Tests.Alarms.Traffic;

public sealed class WarningGroupingTests
{
    private readonly WarningGrouping _grouping = new(new());

    private GroupingDecision Decide(double at, WarningTier from, WarningTier to, int point = 0) => _grouping.Decide(Warning(at, from, to, point));

    private List<WarningSummary> Collect(double at)
    {
        List<WarningSummary> due = [];
        _grouping.Collect(At(at), due);
        return due;
    }

    private void Flood(WarningTier tier = Blue)
    {
        for (var i = 100; i < 111; i++)
        {
            Decide(0, None, tier, i);
        }

        _grouping.IsFlood.ShouldBeTrue();
    }

    [Fact]
    public void Tells_a_rise_and_its_first_fall() =>
        new[] { Decide(0, None, Yellow), Decide(5, Yellow, Orange), Decide(60, Orange, None) }.ShouldBe([TellNow, TellNow, TellNow]);

    [Fact]
    public void Keeps_one_open_group_of_a_chattering_point_and_sums_it_up()
    {
        new[] { Decide(0, None, Yellow), Decide(5, Yellow, None), Decide(10, None, Yellow) }.ShouldBe([TellNow, TellNow, TellNow]);
        for (var i = 2; i < 6; i++)
        {
            Decide((i * 10) - 5, Yellow, None).ShouldBe(FoldIntoPoint);
            Decide(i * 10, None, Yellow).ShouldBe(FoldIntoPoint);
        }

        _grouping.NextDue.ShouldBe(At(605));
        Collect(604.9).ShouldBeEmpty();
        var summary = Collect(605).ShouldHaveSingleItem();
        summary.Warnings.ShouldBe(8);
        summary.Points.ShouldHaveSingleItem().ShouldBe(new SummarizedPoint("gas-0", "", Yellow, 8, 4));
        summary.Text.En.ShouldBe("Chattering: combustible rose 4 times, 8 notices folded; now yellow.");
        _grouping.NextDue.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void A_rise_above_what_was_told_breaks_out_of_the_group()
    {
        Decide(0, None, Yellow);
        Decide(5, Yellow, None);
        Decide(10, None, Yellow);
        Decide(15, Yellow, None).ShouldBe(FoldIntoPoint);
        Decide(20, None, Orange).ShouldBe(TellNow);
    }

    [Fact]
    public void A_reminder_of_what_still_stands_is_told() =>
        new[] { Decide(0, None, Orange), Decide(1800, Orange, Orange), Decide(3600, Orange, Orange) }.ShouldBe([TellNow, TellNow, TellNow]);

    [Fact]
    public void A_clock_set_back_holds_no_summary_until_the_old_time_comes_again()
    {
        Decide(7200, None, Yellow);
        Decide(7205, Yellow, None);
        Decide(7210, None, Yellow);
        Decide(7215, Yellow, None).ShouldBe(FoldIntoPoint);
        Collect(3600).ShouldBeEmpty();
        Collect(3600 + 589.9).ShouldBeEmpty();
        Collect(3600 + 590).ShouldHaveSingleItem().Points.Single().Tier.ShouldBe(None);
    }

    [Fact]
    public void Red_is_told_every_time_it_comes_and_goes()
    {
        Flood();
        for (var i = 0; i < 20; i++)
        {
            Decide(i, None, Red).ShouldBe(TellNow);
            Decide(i + 0.5, Red, None).ShouldBe(TellNow);
        }
    }

    [Fact]
    public void A_flood_folds_up_to_yellow_and_sums_up_by_tier_and_zone()
    {
        Flood();
        _grouping.Decide(Warning(1, None, Yellow, 1, "tank farm")).ShouldBe(FoldIntoFlood);
        _grouping.Decide(Warning(2, None, Yellow, 2, "tank farm")).ShouldBe(FoldIntoFlood);
        Decide(3, None, Orange, 3).ShouldBe(TellNow);
        // The eleventh of the flood itself was folded too: its summary is due a minute after.
        _grouping.NextDue.ShouldBe(At(60));
        var summary = Collect(60).ShouldHaveSingleItem();
        (summary.IsFlood, summary.Warnings).ShouldBe((true, 3));
        summary.Text.En.ShouldBe("Alarm flood goes on: 3 notices of 3 points folded (yellow 2, blue 1); most in zone tank farm (2 points).");
        Decide(70, None, Blue, 4).ShouldBe(FoldIntoFlood);
        Collect(603).ShouldHaveSingleItem().Text.En.ShouldStartWith("Alarm flood ended: 1 notices of 1 points folded (blue 1)");
        _grouping.IsFlood.ShouldBeFalse();
    }

    [Fact]
    public void Refuses_to_fold_red() => Should.Throw<ArgumentException>(() => new WarningGrouping(new() { FoldInFloodUpTo = Red }));

    private static Arbitrary<List<Step>> Histories()
    {
        var step =
            from wait in Gen.Frequency((8, Gen.Choose(0, 15)), (2, Gen.Choose(0, 200)), (1, Gen.Choose(0, 2000)))
            from point in Gen.Choose(0, 5)
            from tier in Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Constant(1)), (3, Gen.Constant(2)), (2, Gen.Constant(3)), (1, Gen.Constant(4)))
            select new Step(wait, point, (WarningTier)tier);
        return step.ListOf(150).ToArbitrary();
    }

    [Fact]
    public void Nobody_is_left_in_a_false_belief_and_no_warning_is_lost() => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Histories(), steps =>
    {
        var town = new Town();
        foreach (var step in steps)
        {
            town.Take(step);
        }

        town.Settle();
        town.Believed.ShouldBe(town.True);
        town.SummedUp.ShouldBe(town.Folded);
    }));

    /// <summary>A person who hears every warning told and every summary, checked at each step.</summary>
    private sealed class Town
    {
        private WarningGrouping _grouping = new(new());
        private double _now;
        private readonly Dictionary<int, double> _fallTold = [];

        public WarningTier[] True { get; } = new WarningTier[6];

        public WarningTier[] Believed { get; } = new WarningTier[6];

        public int Folded { get; private set; }

        public int SummedUp { get; private set; }

        public void Take(Step step)
        {
            _now += step.Wait;
            Hear();
            var from = True[step.Point];
            if (from == step.Tier)
            {
                return;
            }

            True[step.Point] = step.Tier;
            var decision = _grouping.Decide(Warning(_now, from, step.Tier, step.Point));
            if (from == Red || step.Tier == Red)
            {
                decision.ShouldBe(TellNow);
            }

            if (decision == TellNow)
            {
                Tell(step.Point, from);
            }
            else
            {
                Folded++;
                (Believed[step.Point] >= step.Tier || (decision == FoldIntoFlood && step.Tier <= Yellow)).ShouldBeTrue("left believing less than what is true");
            }

            Restart();
        }

        public void Settle()
        {
            _now += 7200;
            Hear();
            _grouping.NextDue.ShouldBe(long.MaxValue);
        }

        private void Tell(int point, WarningTier from)
        {
            if (True[point] < Believed[point] && from != Red)
            {
                (_now - _fallTold.GetValueOrDefault(point, -1000)).ShouldBeGreaterThanOrEqualTo(600, "two falls told within ten minutes");
            }

            if (True[point] < Believed[point])
            {
                _fallTold[point] = _now;
            }

            Believed[point] = True[point];
        }

        private void Hear()
        {
            List<WarningSummary> due = [];
            _grouping.Collect(At(_now), due);
            foreach (var told in due.SelectMany(s => s.Points))
            {
                var point = int.Parse(told.PointId[4..], System.Globalization.CultureInfo.InvariantCulture);
                told.Tier.ShouldBe(True[point]);
                SummedUp += told.Warnings;
                if (told.Tier < Believed[point])
                {
                    _fallTold[point] = _now;
                }

                Believed[point] = told.Tier;
            }
        }

        private void Restart()
        {
            var writer = new StateWriter();
            _grouping.Save(writer);
            var reader = new StateReader(writer.Written);
            _grouping = new WarningGrouping(new());
            _grouping.Load(ref reader);
            reader.IsEmpty.ShouldBeTrue();
        }
    }

    private sealed record Step(int Wait, int Point, WarningTier Tier);
}
