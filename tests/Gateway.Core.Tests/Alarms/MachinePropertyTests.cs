using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

/// <summary>Histories of three points and a zone over them: readings, commands, clock steps, restarts, reloads, beats.</summary>
public sealed class MachinePropertyTests
{
    private static readonly EvaluatorOptions s_options = new() { ReAlarmAfter = TimeSpan.FromSeconds(40) };

    private static readonly Quality[] s_qualities = [Quality.Good, Quality.Good, Quality.Good, Quality.Uncertain, Quality.Bad, Quality.CommunicationFailure];

    private static readonly AlarmEvent[] s_commands =
    [
        AlarmEvent.AcknowledgedByPerson, AlarmEvent.AcknowledgedByPerson, AlarmEvent.ResetByPerson, AlarmEvent.ShelvedByPerson, AlarmEvent.UnshelvedByPerson,
        AlarmEvent.Suppressed, AlarmEvent.SuppressionEnded, AlarmEvent.TakenOutOfService, AlarmEvent.ReturnedToService,
    ];

    private static readonly string[] s_alarms = ["gas-0/red-high", "gas-0/stale", "gas-1/yellow-high", "gas-2/offline", "zone/vote"];

    private static List<PointPlan> Plans() =>
    [
        new(Point(), 0, [High(75, deadband: 5, on: 2, off: 9, latch: true), High(50, WarningTier.Orange, deadband: 10), Stale(15)])
        {
            Suppressions = [new ParentLostSuppression { Point = "gas-2" }],
        },
        new(Point(1), 0, [High(25, WarningTier.Yellow, on: 7, off: 20), Low(10, WarningTier.Orange, deadband: 5, on: 4), Stale(25)])
        {
            Suppressions = [new StartUpSuppression { Point = "gas-2", For = TimeSpan.FromSeconds(20), Conditions = ["yellow-high"] }],
        },
        new(Point(2), 0, [Offline(6), High(90)]),
        new(Zone("zone", 3), 0, [Vote(2, "gas-0", "gas-1", "gas-2") with { OnDelay = TimeSpan.FromSeconds(3), OffDelay = TimeSpan.FromSeconds(5) }]),
        new(Zone("site", 4), 0, [Vote(1, "zone") with { Id = "any" }]),
    ];

    private static Point Zone(string id, int index) => new() { Index = index, Id = id, Name = new("区", "zone"), IsDerived = true };

    private static TestVote Vote(int count, params string[] inputs) => new()
    {
        Id = "vote", Tier = WarningTier.Red, Basis = Basis, Inputs = [.. inputs], Needed = count, Again = TimeSpan.FromSeconds(11),
    };

    private static Arbitrary<List<Move>> Histories()
    {
        var move =
            from wait in Gen.Choose(0, 12)
            from lag in Gen.Frequency((6, Gen.Constant(0)), (2, Gen.Choose(0, 8)), (1, Gen.Choose(-20, 70)))
            from point in Gen.Choose(0, 2)
            from value in Gen.Frequency((10, Gen.Choose(0, 20).Select(v => v * 5.0)), (2, Gen.Choose(0, 1).Select(v => (double)v)), (1, Gen.Constant(double.NaN)))
            from quality in Gen.Elements(s_qualities)
            from act in Gen.Frequency((14, Gen.Constant("read")), (2, Gen.Constant("elapse")), (5, Gen.Constant("act")), (1, Gen.Constant("replace")))
            from command in Gen.Elements(s_commands)
            from alarm in Gen.Elements(s_alarms)
            select new Move(wait, lag, point, value, quality, act, command, alarm);
        return move.ListOf(60).ToArbitrary();
    }

    private static void Check(Property property, int tests) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), property);

    [Fact]
    public void Beats_in_between_change_nothing_not_even_the_order() =>
        Check(Prop.ForAll(Histories(), history =>
        {
            var plain = Run(history);
            Run(history, beat: 1).ShouldBe(plain);
            Run(history, beat: 0.7).ShouldBe(plain);
        }), 120);

    [Fact]
    public void A_restart_without_downtime_at_every_step_changes_nothing() =>
        Check(Prop.ForAll(Histories(), history =>
        {
            var plain = Run(history);
            Run(history, restart: _ => true).ShouldBe(plain);
            Run(history, restart: i => i % 7 == 3).ShouldBe(plain);
        }), 120);

    [Fact]
    public void A_reload_of_the_same_rules_at_every_step_changes_nothing() =>
        Check(Prop.ForAll(Histories(), history => Run(history, reload: true).ShouldBe(Run(history))), 80);

    [Fact]
    public void Tiers_chain_ids_are_unique_and_transitions_join_whatever_happens() =>
        Check(Prop.ForAll(Histories(), history =>
        {
            var rig = new MachineRig(Plans(), s_options);
            Drive(rig, history, 0, i => i % 9 == 4, false, downtime: 30, step: -300);
            CheckChains(rig);
        }), 120);

    [Fact]
    public void After_downtime_nothing_returns_to_normal_without_a_new_proof() =>
        Check(Prop.ForAll(Histories(), history =>
        {
            var rig = new MachineRig(Plans(), s_options);
            Drive(rig, history, 0, _ => false, false);
            var before = rig.Transitions.Count;
            var now = Seconds(rig.Evaluator.Clock) + 7200;
            rig.Restart(now);
            rig.Elapse(now + 14);
            rig.Transitions.Skip(before).Where(t => t.Event is AlarmEvent.ReturnedToNormal || t.Kind is ConditionKind.Stale && t.Event == AlarmEvent.Raised)
                .ShouldBeEmpty();
        }), 80);

    private static void CheckChains(MachineRig rig)
    {
        rig.Transitions.Select(t => t.Id).ShouldBeUnique();
        rig.Warnings.Select(w => w.Id).ShouldBeUnique();
        foreach (var alarm in rig.Transitions.GroupBy(t => t.AlarmId))
        {
            alarm.Aggregate(AlarmState.Normal, (from, t) => { t.From.ShouldBe(from, t.Id); return t.To; });
        }

        foreach (var point in rig.Warnings.GroupBy(w => w.Point.Index))
        {
            point.Aggregate(WarningTier.None, (from, w) => { w.From.ShouldBe(from); (w.IsReminder || w.To != from).ShouldBeTrue(); return w.To; })
                .ShouldBe(rig.Evaluator.TierOf(point.Key));
        }
    }

    private static IReadOnlyList<string> Run(List<Move> history, double beat = 0, Func<int, bool>? restart = null, bool reload = false)
    {
        var rig = new MachineRig(Plans(), s_options);
        Drive(rig, history, beat, restart ?? (_ => false), reload);
        return rig.Record;
    }

    private static void Drive(
        MachineRig rig, List<Move> history, double beat, Func<int, bool> restart, bool reload, double downtime = 0, double step = 0)
    {
        var now = 0.0;
        for (var i = 0; i < history.Count; i++)
        {
            for (var at = now + beat; beat > 0 && at <= now + history[i].Wait; at += beat)
            {
                rig.Elapse(at);
            }

            now += history[i].Wait + (step != 0 && i % 20 == 19 ? step : 0);
            Do(rig, history[i], now);
            if (reload)
            {
                rig.Evaluator.Replace(Plans(), At(now), rig.Transitions, rig.Warnings);
            }

            if (restart(i))
            {
                now += downtime;
                rig.Restart(downtime > 0 ? now : null).ShouldBeEmpty();
            }
        }

        rig.Elapse(now + 100);
    }

    private static void Do(MachineRig rig, Move move, double now)
    {
        switch (move.Act)
        {
            case "read":
                rig.Read(now, move.Value, move.Point, move.Quality, now - move.Lag);
                break;
            case "act":
                rig.Act(now, move.Command, move.Alarm, until: now + 30);
                break;
            case "replace":
                rig.Evaluator.Replace(Plans(), At(now), rig.Transitions, rig.Warnings);
                break;
            default:
                rig.Elapse(now);
                break;
        }
    }

    private sealed record Move(int Wait, int Lag, int Point, double Value, Quality Quality, string Act, AlarmEvent Command, string Alarm);
}
