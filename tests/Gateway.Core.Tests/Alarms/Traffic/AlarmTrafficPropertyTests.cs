using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Traffic;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;
using static Gateway.Core.Tests.Alarms.Traffic.TrafficRig;

namespace Gateway.Core.Tests.Alarms.Traffic;

public sealed class AlarmTrafficPropertyTests
{
    private static Arbitrary<List<Step>> Histories()
    {
        var step =
            from wait in Gen.Frequency((8, Gen.Choose(0, 20)), (3, Gen.Choose(0, 300)), (1, Gen.Choose(0, 30_000)))
            from back in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(0, 90)))
            from alarm in Gen.Choose(0, 4)
            from what in Gen.Frequency((5, Gen.Constant(AlarmEvent.Raised)), (4, Gen.Constant(AlarmEvent.ReturnedToNormal)),
                (1, Gen.Constant(AlarmEvent.AcknowledgedByPerson)), (1, Gen.Constant(AlarmEvent.ShelvedByPerson)), (1, Gen.Constant(AlarmEvent.ReAlarmed)))
            select new Step(wait, back, alarm, what);
        return step.ListOf(120).ToArbitrary();
    }

    private static List<AlarmTransition> Transitions(List<Step> steps)
    {
        var now = 0.0;
        return [.. steps.Select((s, i) =>
            Transition((now += s.Wait) - s.Back, s.What, To(s.What), $"p-{s.Alarm}/a", (WarningTier)(1 + (s.Alarm % 4))) with { Id = $"{i}", DecidedTime = At(now - (s.Back / 2)) })];
    }

    private static AlarmState To(AlarmEvent happened) => happened switch
    {
        AlarmEvent.ReturnedToNormal => AlarmState.Normal,
        AlarmEvent.AcknowledgedByPerson => AlarmState.Acknowledged,
        AlarmEvent.ShelvedByPerson => AlarmState.Shelved,
        _ => AlarmState.Unacknowledged,
    };

    [Fact]
    public void Figures_equal_a_naive_recomputation() => Check(Prop.ForAll(Histories(), steps =>
    {
        var transitions = Transitions(steps);
        var end = transitions.Select(t => Seconds(t.DecidedTime)).DefaultIfEmpty().Max() + 700;
        end = Math.Max(end, 700);
        var found = NewTraffic(new() { KeptShifts = 100 }).Feed(transitions).Figures(At(end));
        var clamped = Clamped(transitions);
        foreach (var figures in found)
        {
            Compare(figures, clamped, end);
        }

        found.Sum(f => f.Announced).ShouldBe(clamped.Count(c => c.Transition.To == AlarmState.Unacknowledged));
    }), 300);

    [Fact]
    public void Restarts_anywhere_change_nothing() => Check(Prop.ForAll(Histories(), steps =>
    {
        var transitions = Transitions(steps);
        var (through, restarted) = (NewTraffic(), NewTraffic());
        foreach (var transition in transitions)
        {
            through.Add(transition);
            restarted.Add(transition);
            restarted = restarted.Restarted();
        }

        restarted.Story(100 * Hour).ShouldBe(through.Story(100 * Hour));
        restarted.Suggestions().ShouldBe(through.Suggestions());
    }), 60);

    [Fact]
    public void Asking_in_between_changes_nothing() => Check(Prop.ForAll(Histories(), steps =>
    {
        var transitions = Transitions(steps);
        var (asked, quiet) = (NewTraffic(), NewTraffic());
        foreach (var transition in transitions)
        {
            quiet.Add(transition);
            asked.Add(transition);
            asked.Figures(transition.EventTime + At(5000) - Start);
        }

        asked.Story(100 * Hour).ShouldBe(quiet.Story(100 * Hour));
    }), 60);

    [Fact]
    public void Damaged_state_is_refused_or_harmless() => Check(Prop.ForAll(Histories(), Gen.Choose(0, 1_000_000).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (steps, place, flip) =>
    {
        var transitions = Transitions(steps);
        var writer = new StateWriter();
        NewTraffic().Feed(transitions).Save(writer);
        var bytes = writer.Written.ToArray();
        bytes[place % bytes.Length] ^= (byte)flip;
        var damaged = NewTraffic();
        try
        {
            var reader = new StateReader(bytes);
            damaged.Load(ref reader);
        }
        catch (InvalidDataException)
        {
            return;
        }

        damaged.Feed(transitions).Figures(At(100 * Hour)).ShouldNotBeEmpty();
        damaged.Suggestions().ShouldNotBeNull();
    }), 400);

    // All of it from the whole list, second by second where it matters; nothing is shared with the product.
    private static void Compare(ShiftFigures figures, List<(double Time, AlarmTransition Transition)> all, double end)
    {
        var (from, to) = (Seconds(figures.Shift.Start), Math.Min(Seconds(figures.Shift.End), end));
        var last = to < end;
        var mine = all.Where(c => c.Time >= from && (last ? c.Time < to : c.Time <= to)).ToList();
        var announced = mine.Where(c => c.Transition.To == AlarmState.Unacknowledged).ToList();
        figures.Announced.ShouldBe(announced.Count);
        figures.PeakPer10Minutes.ShouldBe(announced.GroupBy(c => Math.Floor((c.Time - from) / 600)).Select(g => g.Count()).DefaultIfEmpty().Max());
        figures.MeanPer10Minutes.ShouldBe(announced.Count / Math.Max(1, (to - from) / 600), 1e-9);
        figures.TopTen.Select(a => $"{a.AlarmId} {a.Count}").ShouldBe(
            announced.GroupBy(c => c.Transition.AlarmId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));
        figures.PercentInFlood.ShouldBe(100.0 * SecondsInFlood(all, from, to) / (to - from), 1e-6);
        figures.ByTier.ShouldBe(Enumerable.Range(1, 4).Select(t => announced.LongCount(c => (int)c.Transition.Tier == t)));
        figures.ChatteringCount.ShouldBe(mine.Where(c => c.Transition.Event == AlarmEvent.Raised).GroupBy(c => c.Transition.AlarmId)
            .Count(g => g.Any(third => IsThirdInAMinute(all, third))));
        figures.ShelvedActs.ShouldBe(mine.Count(c => c.Transition.Event == AlarmEvent.ShelvedByPerson));
    }

    // The activation two before this one of the same alarm lies at most a minute back, by what the process did.
    private static bool IsThirdInAMinute(List<(double Time, AlarmTransition Transition)> all, (double Time, AlarmTransition Transition) one)
    {
        var before = all.Take(all.IndexOf(one)).Where(c => c.Transition.AlarmId == one.Transition.AlarmId && c.Transition.Event == AlarmEvent.Raised).ToList();
        return before.Count >= 2 && Seconds(one.Transition.EventTime) - Seconds(before[^2].Transition.EventTime) is >= 0 and <= 60;
    }

    // Whole seconds only in the histories, so every change falls on a second.
    private static int SecondsInFlood(List<(double Time, AlarmTransition Transition)> all, double from, double to)
    {
        var times = all.Where(c => c.Transition.To == AlarmState.Unacknowledged).Select(c => c.Time).ToList();
        var (flood, seconds, arrived, left) = (false, 0, 0, 0);
        for (var second = 0; second < to; second++)
        {
            // Those that leave the window leave before others come in.
            for (; left < times.Count && times[left] <= second - 600; left++)
            {
            }

            flood &= arrived - left >= 5;
            for (; arrived < times.Count && times[arrived] <= second; arrived++)
            {
                flood |= arrived + 1 - left > 10;
            }

            seconds += flood && second >= from ? 1 : 0;
        }

        return seconds;
    }

    private static List<(double Time, AlarmTransition Transition)> Clamped(List<AlarmTransition> transitions)
    {
        var now = 0.0;
        return [.. transitions.Select(t => (now = Math.Max(now, Seconds(t.DecidedTime)), t))];
    }

    private static void Check(Property property, int tests) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), property);

    private sealed record Step(int Wait, int Back, int Alarm, AlarmEvent What);
}
