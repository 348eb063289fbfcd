using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Ledger;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class LateLedgerTests
{
    private static readonly PointPlan[] s_plans = [new(Point(), 0, [High(50, on: 2, off: 3), High(25, WarningTier.Yellow), Stale(60)]), new(Point(1), 0, [Low(10)])];

    private static Reading Sample(double second, double value, int point = 0, DetectorFlags flags = default) => new(point, value, At(second), Quality.Good, flags);

    private static LedgerResult Ledger(IEnumerable<Reading> samples, IReadOnlyList<AlarmTransition> live) =>
        LateLedger.Compare(s_plans, samples, live, At(0), At(1000), At(5000));

    private static List<string> Tell(IEnumerable<AlarmTransition> transitions) =>
        [.. transitions.Select(t => $"{Seconds(t.EventTime)} {t.Event} {t.AlarmId} {Seconds(t.Occurrence)}")];

    [Fact]
    public void Enters_what_late_data_would_have_raised_and_never_as_a_live_alarm()
    {
        var live = new MachineRig(s_plans).Read(0, 10).Read(100, 10);
        var late = new[] { Sample(20, 60, flags: DetectorFlags.Historical), Sample(30, 60, flags: DetectorFlags.Historical), Sample(40, 10), Sample(50, 10) };
        var missed = Ledger([Sample(100, 10), .. late, Sample(0, 10)], live.Transitions).Missed;
        Tell(missed).ShouldBe([
            "20 WouldHaveAlarmed gas-0/yellow-high 20", "22 WouldHaveAlarmed gas-0/red-high 22", "40 WouldHaveReturned gas-0/yellow-high 20",
            "43 WouldHaveReturned gas-0/red-high 22"]);
        missed.ShouldAllBe(t => t.To == AlarmState.Normal && !t.Event.IsLive() && t.DecidedTime == At(5000));
        missed[1].Reason.Text.En.ShouldStartWith("Entered from late data");
    }

    [Fact]
    public void Enters_nothing_that_people_were_told()
    {
        var live = new MachineRig(s_plans).Read(0, 60).Read(5, 60).Read(9, 10).Read(20, 10);
        Ledger([Sample(0, 60), Sample(5, 60), Sample(9, 10), Sample(20, 10), Sample(6, 70)], live.Transitions).Missed.ShouldBeEmpty();
    }

    [Fact]
    public void Any_order_and_any_repetition_of_arrival_gives_the_same_ledger() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Arrivals(), arrivals =>
        {
            var live = new MachineRig(s_plans).Read(0, 30).Read(40, 5).Transitions;
            var first = Ledger(arrivals.First, live);
            var second = Ledger(arrivals.Second, live);
            first.EventTime.Select(MachineRig.Tell).ShouldBe(second.EventTime.Select(MachineRig.Tell));
            first.Missed.Select(MachineRig.Tell).ShouldBe(second.Missed.Select(MachineRig.Tell));
        }));

    private static Arbitrary<(List<Reading> First, List<Reading> Second)> Arrivals() => (
        from samples in (
            from second in Gen.Choose(0, 80)
            from value in Gen.Choose(0, 14)
            from point in Gen.Choose(0, 1)
            from quality in Gen.Elements(Quality.Good, Quality.Good, Quality.Uncertain, Quality.Bad)
            select new Reading(point, value * 5, At(second), quality)).ListOf(40)
        from order in Gen.Shuffle(samples.Concat(samples.Take(10)).ToArray())
        select (samples.ToList(), order.ToList())).ToArbitrary();
}
