using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class StateTests
{
    private static PointPlan[] Plan(params Condition[] conditions) => [new PointPlan(Point(), 0, conditions)];

    [Fact]
    public void After_downtime_an_on_delay_keeps_its_start_and_waits_for_the_next_proof()
    {
        var rig = new MachineRig(Plan(High(50, on: 30))).Read(0, 60).Read(10, 60);
        rig.Restart(3600);
        rig.Elapse(7200).Transitions.ShouldBeEmpty();
        rig.Read(7201, 60).Story.ShouldBe(["7201 Raised gas-0/red-high AB"]);
    }

    [Fact]
    public void After_downtime_an_off_delay_starts_again()
    {
        var rig = new MachineRig(Plan(High(50, off: 60))).Read(0, 60).Read(10, 1);
        rig.Restart(3600);
        rig.Elapse(9000).Evaluator.TierOf(0).ShouldBe(WarningTier.Red);
        rig.Read(9001, 1).Elapse(9100).Story.Last().ShouldBe("9061 ReturnedToNormal gas-0/red-high BD");
    }

    [Fact]
    public void After_downtime_silence_counts_from_the_start()
    {
        var rig = new MachineRig(Plan(Stale(60))).Read(0, 1);
        rig.Restart(3600).ShouldBeEmpty();
        rig.Elapse(3659).Transitions.ShouldBeEmpty();
        rig.Elapse(3700).Story.ShouldBe(["3660 Raised gas-0/stale AB"]);
    }

    [Fact]
    public void A_shelf_that_ended_while_it_did_not_run_ends_at_the_start()
    {
        var rig = new MachineRig(Plan(High(50))).Read(0, 60);
        rig.Act(1, AlarmEvent.ShelvedByPerson, until: 100).ShouldBe(CommandResult.Done);
        rig.Restart(3600);
        (rig.Transitions.Last().Event, rig.Transitions.Last().To, rig.Warnings.Last().To)
            .ShouldBe((AlarmEvent.ShelveExpired, AlarmState.Unacknowledged, WarningTier.Red));
    }

    [Fact]
    public void Alarms_of_rules_that_changed_meanwhile_are_handed_back()
    {
        var rig = new MachineRig(Plan(High(50), High(40, WarningTier.Orange))).Read(0, 60);
        var orphan = rig.Restart(after: Plan(High(51), High(40, WarningTier.Orange))).ShouldHaveSingleItem();
        (orphan.AlarmId, orphan.State, orphan.RaisedTime, orphan.Occurrence).ShouldBe(("gas-0/red-high", AlarmState.Unacknowledged, At(0), At(0)));
        rig.Evaluator.TierOf(0).ShouldBe(WarningTier.Orange);
    }

    [Fact]
    public void Who_reviewed_a_rule_does_not_make_it_another_one()
    {
        var rig = new MachineRig(Plan(High(50))).Read(0, 60);
        rig.Restart(after: Plan(High(50) with { Basis = Basis with { ReviewedBy = "engineer" } })).ShouldBeEmpty();
        rig.Evaluator.TierOf(0).ShouldBe(WarningTier.Red);
    }

    [Fact]
    public void A_list_in_a_rule_tells_two_rules_apart()
    {
        TestVote Vote(string input) => new() { Id = "vote", Tier = WarningTier.Red, Basis = Basis, Inputs = ["gas-0", input], Needed = 1 };
        var rig = new MachineRig(Plan(High(50), Vote("gas-1"))).Read(0, 60);
        rig.Restart(after: Plan(High(50), Vote("gas-2")));
        rig.Evaluator.Snapshot().Select(a => a.AlarmId).ShouldBe(["gas-0/red-high"]);
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_nothing_is_taken_up()
    {
        var saved = new MachineRig(Plan(High(50), Stale(60))).Read(0, 60).Save();
        var fresh = new MachineRig(Plan(High(50), Stale(60))).Read(0, 10);
        var before = fresh.Save();
        for (var i = 0; i < saved.Length; i++)
        {
            var damaged = saved.ToArray();
            damaged[i] ^= 0x41;
            Refuses(fresh, damaged);
            Refuses(fresh, saved[..i]);
        }

        fresh.Save().ShouldBe(before);
        fresh.Transitions.ShouldBeEmpty();
    }

    [Fact]
    public void A_journal_without_state_still_restores_what_is_silenced()
    {
        var before = new MachineRig(Plan(High(50))).Read(0, 60);
        before.Act(1, AlarmEvent.ShelvedByPerson, until: 100);
        var after = new MachineRig(Plan(High(50)));
        after.Evaluator.Restore(before.Evaluator.Snapshot()).ShouldBeEmpty();
        after.Evaluator.Snapshot().ShouldBe(before.Evaluator.Snapshot());
        after.Elapse(200).Story.ShouldBe(["100 ShelveExpired gas-0/red-high GB"]);
    }

    private static void Refuses(MachineRig rig, byte[] bytes) => Should.Throw<InvalidDataException>(() =>
    {
        var reader = new StateReader(bytes);
        rig.Evaluator.Load(ref reader, At(1), rig.Transitions, rig.Warnings);
    });
}
