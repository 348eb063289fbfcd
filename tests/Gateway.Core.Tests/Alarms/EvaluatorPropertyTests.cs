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
    private static readonly string[] s_states = ["A", "B", "C", "D", "E", "F"];

    // Steps of time, lag of the source, value, quality, and what is done besides.
    private static Arbitrary<List<Step>> Histories()
    {
        var step =
            from wait in Gen.Choose(0, 12)
            from lag in Gen.Frequency((6, Gen.Constant(0)), (2, Gen.Choose(0, 8)), (1, Gen.Choose(0, 40)))
            from value in Gen.Frequency((12, Gen.Choose(0, 20).Select(v => v * 5.0)), (1, Gen.Constant(double.NaN)))
            from quality in Gen.Elements(s_qualities)
            from act in Gen.Frequency((12, Gen.Constant("read")), (3, Gen.Constant("elapse")), (2, Gen.Constant("ack")), (1, Gen.Constant("reset")))
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
        Check(Prop.ForAll(Histories(), history => FirstDifference(Run(history, extraBeat: 0), RunModel(history)).ShouldBe("")), 1500);

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
            rig.Tier.ShouldBe(gravest);
            rig.Warnings.Aggregate(WarningTier.None, (from, w) => { w.From.ShouldBe(from); w.To.ShouldNotBe(from); return w.To; }).ShouldBe(gravest);
            rig.Transitions.Select(t => t.Id).ShouldBeUnique();
            rig.Warnings.Select(w => w.Id).ShouldBeUnique();
        }), 500);

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

    private static EvaluatorRig NewRig() => new([.. Rules().Select(r => r.Real)]);

    private static List<string> Run(List<Step> history, double extraBeat)
    {
        var rig = NewRig();
        Drive(rig, history, extraBeat);
        return [.. rig.Transitions.Select(Tell)];
    }

    private static string Tell(AlarmTransition t) =>
        $"{t.EventTime} {t.Event} {t.AlarmId["gas-0/".Length..]} {s_states[(int)t.From]}{s_states[(int)t.To]}";

    private static void Drive(EvaluatorRig rig, List<Step> history, double extraBeat)
    {
        var now = 0.0;
        foreach (var step in history)
        {
            for (var beat = now + extraBeat; extraBeat > 0 && beat <= now + step.Wait; beat += extraBeat)
            {
                rig.Elapse(beat);
            }

            now += step.Wait;
            Act(rig, step, now);
        }

        rig.Elapse(now + 100);
    }

    private static void Act(EvaluatorRig rig, Step step, double now)
    {
        var target = Rules()[step.Target].Real.Id;
        switch (step.Act)
        {
            case "read":
                rig.Read(now - step.Lag, step.Value, step.Quality, received: now);
                break;
            case "ack":
                rig.Elapse(now);
                rig.Acknowledge(target, now);
                break;
            case "reset":
                rig.Elapse(now);
                rig.Reset(target, now);
                break;
            default:
                rig.Elapse(now);
                break;
        }
    }

    private static List<string> RunModel(List<Step> history)
    {
        List<ModelAlarm> alarms = [.. Rules().Select(r => r.Model())];
        var model = new EvaluatorModel(alarms);
        var now = 0.0;
        foreach (var step in history)
        {
            now += step.Wait;
            if (step.Act == "read")
            {
                model.Read(now - step.Lag, now, step.Value, step.Quality);
                continue;
            }

            model.Elapse(now);
            model.Command(alarms[step.Target], step.Act, now);
        }

        model.Elapse(now + 100);
        return model.Story;
    }

    private sealed record Step(int Wait, int Lag, double Value, Quality Quality, string Act, int Target);
}
