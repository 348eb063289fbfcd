using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class EvaluatorPropertyTests
{
    private static readonly Quality[] s_qualities = [Quality.Good, Quality.Good, Quality.Good, Quality.Uncertain, Quality.Bad, Quality.CommunicationFailure];
    private static readonly string[] s_commands =
    [
        "AcknowledgedByPerson", "AcknowledgedByPerson", "AcknowledgedByPerson", "ResetByPerson", "ShelvedByPerson", "UnshelvedByPerson", "Suppressed",
        "SuppressionEnded", "TakenOutOfService", "ReturnedToService",
    ];

    // Steps of time, lag of the source, value, quality, and what is done besides.
    private static Arbitrary<List<Step>> Histories()
    {
        var step =
            from wait in Gen.Choose(0, 12)
            from lag in Gen.Frequency((6, Gen.Constant(0)), (2, Gen.Choose(0, 8)), (1, Gen.Choose(-90, 80)))
            from value in Gen.Frequency((12, Gen.Choose(0, 20).Select(v => v * 5.0)), (1, Gen.Constant(double.NaN)))
            from quality in Gen.Elements(s_qualities)
            from act in Gen.Frequency(
                (24, Gen.Constant("read")), (4, Gen.Constant("elapse")), (9, Gen.Elements(s_commands)), (1, Gen.Constant("reload")),
                (1, Gen.Constant("restart")), (1, Gen.Constant("sourceClock")), (1, Gen.Constant("ourClock")))
            from target in Gen.Choose(0, 4)
            select new Step(wait, lag, value, quality, act, target);
        return step.ListOf(60).ToArbitrary();
    }

    private static List<(Condition Real, Func<ModelAlarm> Model)> Rules() =>
    [
        (High(75, WarningTier.Red, deadband: 5, on: 2, off: 9, latch: true),
            () => new() { Name = "red-high", High = 75, Deadband = 5, On = 2, Off = 9, Latch = true }),
        (High(50, WarningTier.Orange, deadband: 10), () => new() { Name = "orange-high", High = 50, Deadband = 10 }),
        (High(25, WarningTier.Yellow, on: 7, off: 20), () => new() { Name = "yellow-high", High = 25, On = 7, Off = 20 }),
        (Low(10, WarningTier.Yellow, deadband: 5, on: 4), () => new() { Name = "yellow-low", Low = 10, Deadband = 5, On = 4 }),
        (Stale(15), () => new() { Name = "stale", StaleAfter = 15 }),
    ];

    private static void Check(Property property, int tests) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), property);

    [Fact]
    public void Agrees_with_the_slow_obvious_model() =>
        Check(Prop.ForAll(Histories(), history => FirstDifference(Run(history, extraBeat: 0), RunModel(history)).ShouldBe("")), HowMany());

    // The source had run 42 s ahead; ours and then its clock were set back. Silence counts from the newer good value, though its time is the lesser.
    [Fact]
    public void A_good_value_after_a_clock_set_back_counts_silence_from_its_own_time()
    {
        List<Step> history =
        [
            new(61, 1, 100, Quality.Good, "read", 0), new(8, 0, 0, Quality.Good, "ShelvedByPerson", 4), new(9, -42, 10, Quality.Good, "read", 0),
            new(5, 0, 0, Quality.Good, "ourClock", 0), new(3, 0, 45, Quality.Uncertain, "read", 0), new(26, 0, 85, Quality.Good, "read", 0),
            new(15, 0, 0, Quality.Good, "Suppressed", 3),
        ];
        var found = Run(history, extraBeat: 0);
        FirstDifference(found, RunModel(history)).ShouldBe("");
        found.Count(line => line.Contains("Raised stale", StringComparison.Ordinal)).ShouldBe(3);
        Run(history, extraBeat: 0.3).ShouldBe(found);
    }

    // Watching begins at 0; the first value proves nothing and the good one after it is older than the watch.
    [Fact]
    public void A_good_value_older_than_the_watch_counts_silence_from_its_own_time()
    {
        var rig = NewRig();
        rig.Read(1, 40, quality: Quality.Uncertain, source: -9).Read(2, 40, source: -8).Elapse(17);
        rig.Story.ShouldContain("7 Raised gas-0/stale AB");
    }

    [Fact]
    public void Gives_the_same_transitions_and_warnings_whatever_the_beat_of_the_timer() =>
        Check(Prop.ForAll(Histories(), history =>
        {
            var slow = Run(history, extraBeat: 0);
            Run(history, extraBeat: 1).ShouldBe(slow);
            Run(history, extraBeat: 0.3).ShouldBe(slow);
        }), 300);

    [Fact]
    public void The_tier_is_that_of_the_gravest_standing_alarm_and_warnings_chain() =>
        Check(Prop.ForAll(Histories(), history =>
        {
            var rig = NewRig();
            Drive(rig, history, 0);
            var gravest = rig.Evaluator.Snapshot().Where(a => a.State.IsStanding()).Select(a => a.Tier).DefaultIfEmpty().Max();
            rig.Evaluator.TierOf(0).ShouldBe(gravest);
            rig.Warnings.Aggregate(WarningTier.None, (from, w) => { w.From.ShouldBe(from); (w.To == from).ShouldBe(w.IsReminder); return w.To; }).ShouldBe(gravest);
            rig.Transitions.Select(t => t.Id).ShouldBeUnique();
            rig.Warnings.Select(w => w.Id).ShouldBeUnique();
        }), 500);

    // A longer search than every build can afford: GATEWAY_HISTORIES=20000.
    private static int HowMany() =>
        int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_HISTORIES"), out var wanted) ? Math.Max(1500, wanted) : 1500;

    private static string FirstDifference(List<string> found, List<string> expected)
    {
        for (var i = 0; i < Math.Max(found.Count, expected.Count); i++)
        {
            var (left, right) = (found.ElementAtOrDefault(i), expected.ElementAtOrDefault(i));
            if (left != right)
            {
                return $"at {i}: found {left}, expected {right}, before: {string.Join("; ", found.Take(i).TakeLast(6))}";
            }
        }

        return "";
    }

    private static PointPlan[] Plan() => [new(Point(), 0, [.. Rules().Select(r => r.Real)])];

    private static MachineRig NewRig() => new(Plan(), new EvaluatorOptions { ReAlarmAfter = TimeSpan.FromSeconds(EvaluatorModel.ReAlarm) });

    private static List<string> Run(List<Step> history, double extraBeat)
    {
        var rig = NewRig();
        Drive(rig, history, extraBeat);
        return [.. rig.Transitions.Select(Tell)];
    }

    private static string Tell(AlarmTransition t) =>
        $"{t.EventTime} {t.Event} {t.AlarmId["gas-0/".Length..]} {MachineRig.Letter(t.From)}{MachineRig.Letter(t.To)} {t.Occurrence} {t.IsAbnormal}";

    private static void Drive(MachineRig rig, List<Step> history, double extraBeat) => Walk(
        history, at => rig.Elapse(at),
        (now, step, source) => rig.Read(now, step.Value, 0, step.Quality, source),
        (now, step) => Act(rig, step, now), extraBeat);

    // The course of the two clocks, the same for both. A step of our own clock is seen by what happens at it, never by a beat before.
    private static void Walk(
        List<Step> history, Action<double> elapse, Action<double, Step, double> read, Action<double, Step> act, double extraBeat)
    {
        var (now, skew) = (0.0, 0.0);
        foreach (var step in history)
        {
            for (var beat = now + extraBeat; extraBeat > 0 && beat <= now + step.Wait; beat += extraBeat)
            {
                elapse(beat);
            }

            now += step.Wait;
            elapse(now);
            now -= step.Act == "ourClock" ? 300 : 0;
            skew += step.Act == "sourceClock" ? step.Lag * 10 : 0;
            if (step.Act == "read")
            {
                read(now, step, now - step.Lag - skew);
            }
            else
            {
                act(now, step);
            }
        }

        elapse(now + 100);
    }

    private static void Act(MachineRig rig, Step step, double now)
    {
        switch (step.Act)
        {
            case "restart":
                rig.Restart().ShouldBeEmpty();
                break;
            case "reload":
                rig.Evaluator.Replace(Plan(), At(now), rig.Transitions, rig.Warnings);
                break;
            case "elapse" or "sourceClock" or "ourClock":
                rig.Elapse(now);
                break;
            default:
                rig.Act(now, Enum.Parse<AlarmEvent>(step.Act), $"gas-0/{Rules()[step.Target].Real.Id}", until: now + 40);
                break;
        }
    }

    private static List<string> RunModel(List<Step> history)
    {
        List<ModelAlarm> alarms = [.. Rules().Select(r => r.Model())];
        var model = new EvaluatorModel(alarms);
        Walk(
            history, model.Elapse,
            (now, step, source) => model.Read(source, now, step.Value, step.Quality),
            (now, step) => model.Command(alarms[step.Target], step.Act, now, now + 40), extraBeat: 0);
        return model.Story;
    }

    private sealed record Step(int Wait, int Lag, double Value, Quality Quality, string Act, int Target);
}
