using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;
using static Gateway.Core.Alarms.AlarmEvent;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class SilencingTests
{
    private static MachineRig Rig(params Condition[] conditions) => new([new PointPlan(Point(), 0, conditions)]);

    [Fact]
    public void A_shelved_alarm_goes_on_beneath_and_is_logged_but_nobody_is_told()
    {
        var rig = Rig(High(50));
        rig.Act(0, ShelvedByPerson, until: 3600).ShouldBe(CommandResult.Done);
        rig.Read(1, 60).Read(2, 10).Read(3, 60);
        rig.Story.ShouldBe(["0 ShelvedByPerson gas-0/red-high AG", "1 Raised gas-0/red-high GG", "2 ReturnedToNormal gas-0/red-high GG", "3 Raised gas-0/red-high GG"]);
        rig.Transitions.Select(t => t.IsAbnormal).ShouldBe([false, true, false, true]);
        rig.Warnings.ShouldBeEmpty();
        (rig.Evaluator.TierOf(0), rig.Evaluator.SilencedTierOf(0)).ShouldBe((WarningTier.None, WarningTier.Red));
        var record = rig.Evaluator.Snapshot().ShouldHaveSingleItem();
        (record.State, record.Underlying, record.Until, record.Actor, record.Approver, record.Note)
            .ShouldBe((AlarmState.Shelved, AlarmState.Unacknowledged, At(3600), "li", "wang", "work"));
    }

    [Fact]
    public void A_shelf_ends_by_itself_at_its_exact_end_and_what_is_abnormal_speaks_anew()
    {
        var rig = Rig(High(50)).Read(0, 60);
        rig.Act(1, AcknowledgedByPerson).ShouldBe(CommandResult.Done);
        rig.Act(2, ShelvedByPerson, until: 100).ShouldBe(CommandResult.Done);
        rig.Warnings.Last().To.ShouldBe(WarningTier.None);
        rig.Elapse(99.9).Transitions.Count.ShouldBe(3);
        rig.Elapse(500);
        rig.Story.Last().ShouldBe("100 ShelveExpired gas-0/red-high GB");
        (rig.Warnings.Last().From, rig.Warnings.Last().To).ShouldBe((WarningTier.None, WarningTier.Red));
        rig.Transitions.Last().Occurrence.ShouldBe(At(0));
    }

    [Fact]
    public void Unshelving_a_latched_alarm_leaves_it_latched_and_to_be_acknowledged()
    {
        var rig = Rig(High(50, latch: true)).Read(0, 60).Read(1, 10);
        rig.Act(2, AcknowledgedByPerson).ShouldBe(CommandResult.Done);
        rig.Act(3, ShelvedByPerson, until: 100).ShouldBe(CommandResult.Done);
        rig.Act(4, UnshelvedByPerson).ShouldBe(CommandResult.Done);
        rig.Story.Last().ShouldBe("4 UnshelvedByPerson gas-0/red-high GE");
    }

    [Theory]
    [InlineData("gas", WarningTier.Red, CommandResult.NeverShelved)]
    [InlineData("gas", WarningTier.Orange, CommandResult.NeverShelved)]
    [InlineData("gas", WarningTier.Yellow, CommandResult.Done)]
    [InlineData("slope", WarningTier.Orange, CommandResult.NeverShelved)]
    [InlineData("fire", WarningTier.Red, CommandResult.NeverShelved)]
    [InlineData("power", WarningTier.Red, CommandResult.Done)]
    public void Grave_alarms_of_gas_slope_and_fire_are_never_shelved(string family, WarningTier tier, CommandResult expected)
    {
        var rig = new MachineRig([new PointPlan(Point() with { Family = family }, 0, [High(50, tier)])]);
        rig.Act(0, ShelvedByPerson, $"gas-0/{tier.ToString().ToLowerInvariant()}-high", until: 60).ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "why", "wang", 60, CommandResult.NeedsActor)]
    [InlineData("li", " ", "wang", 60, CommandResult.NeedsReason)]
    [InlineData("li", "why", "wang", null, CommandResult.NeedsEnd)]
    [InlineData("li", "why", "wang", 0, CommandResult.NeedsEnd)]
    [InlineData("li", "why", "wang", (8 * 3600) + 1, CommandResult.EndTooFar)]
    [InlineData("li", "why", "wang", 8 * 3600, CommandResult.Done)]
    [InlineData("li", "why", null, 60, CommandResult.NeedsApprover)]
    [InlineData("li", "why", " LI ", 60, CommandResult.ApproverIsActor)]
    public void Says_what_a_shelf_still_needs(string actor, string reason, string? approver, int? until, CommandResult expected)
    {
        var rig = Rig(High(50));
        rig.Act(0, ShelvedByPerson, until: until, actor: actor, reason: reason, approver: approver).ShouldBe(expected);
        rig.Transitions.Count.ShouldBe(expected == CommandResult.Done ? 1 : 0);
        (expected.Words().Zh.Length, expected.Words().En.Length).ShouldNotBe((0, 0));
    }

    [Fact]
    public void A_blue_alarm_needs_no_second_person() =>
        Rig(High(50, WarningTier.Blue)).Act(0, ShelvedByPerson, "gas-0/blue-high", until: 60, approver: null).ShouldBe(CommandResult.Done);

    [Fact]
    public void Maintenance_and_out_of_service_end_by_themselves_and_the_last_veil_lets_it_speak()
    {
        var rig = Rig(High(50)).Read(0, 60);
        rig.Act(1, Suppressed, until: 10).ShouldBe(CommandResult.Done);
        rig.Act(2, TakenOutOfService, until: 20).ShouldBe(CommandResult.Done);
        rig.Act(3, AcknowledgedByPerson).ShouldBe(CommandResult.NotAllowed);
        rig.Elapse(30);
        rig.Story.Skip(1).ShouldBe([
            "1 Suppressed gas-0/red-high BH", "2 TakenOutOfService gas-0/red-high HI", "10 SuppressionEnded gas-0/red-high II",
            "20 ReturnedToService gas-0/red-high IB"]);
        rig.Evaluator.TierOf(0).ShouldBe(WarningTier.Red);
    }

    [Fact]
    public void While_the_parent_is_lost_the_silence_of_its_children_is_no_news_and_comes_back_by_itself()
    {
        var child = new PointPlan(Point(1), 0, [High(50), Stale(20)]) { Suppressions = [new ParentLostSuppression { Point = "gas-0" }] };
        var rig = new MachineRig([new PointPlan(Point(), 0, [Offline(10)]), child]).Read(0, 1).Read(0, 60, point: 1).Elapse(5);
        rig.Read(6, double.NaN, quality: Measurements.Quality.CommunicationFailure).Elapse(30);
        rig.Story.ShouldBe([
            "0 Raised gas-1/red-high AB", "16 Raised gas-0/offline AB", "16 Suppressed gas-1/stale AH", "20 Raised gas-1/stale HH"]);
        rig.Evaluator.TierOf(1).ShouldBe(WarningTier.Red, "the danger itself is never suppressed with its parent");
        rig.Read(40, 1);
        rig.Story.Skip(4).ShouldBe(["40 ReturnedToNormal gas-0/offline BD", "40 SuppressionEnded gas-1/stale HB"]);
    }

    [Fact]
    public void A_start_silences_named_conditions_for_its_time_only()
    {
        var plan = new PointPlan(Point(1), 0, [High(50), High(20, WarningTier.Yellow)])
        {
            Suppressions = [new StartUpSuppression { Point = "gas-0", For = TimeSpan.FromSeconds(30), Conditions = ["yellow-high"] }],
        };
        var rig = new MachineRig([new PointPlan(Point(), 0, []), plan]).Read(0, 1).Read(1, 60, point: 1);
        rig.Transitions.Count.ShouldBe(2, "nobody saw it stand still, so it is no start");
        rig.Read(2, 0).Read(10, 1).Read(20, 0).Read(25, 1).Elapse(60);
        rig.Story.Skip(2).ShouldBe(["10 Suppressed gas-1/yellow-high BH", "55 SuppressionEnded gas-1/yellow-high HB"]);
    }

    [Fact]
    public void An_acknowledged_alarm_that_stays_asks_again_after_its_time()
    {
        var rig = new MachineRig([new PointPlan(Point(), 0, [High(50)])], new EvaluatorOptions { ReAlarmAfter = TimeSpan.FromMinutes(10) });
        rig.Read(0, 60).Act(100, AcknowledgedByPerson).ShouldBe(CommandResult.Done);
        rig.Elapse(699).Transitions.Count.ShouldBe(2);
        rig.Elapse(800).Story.Last().ShouldBe("700 ReAlarmed gas-0/red-high CB");
        (rig.Warnings.Last().IsReminder, rig.Warnings.Last().IsRaise, rig.Warnings.Last().To).ShouldBe((true, true, WarningTier.Red));
        rig.Elapse(9000).Transitions.Count.ShouldBe(3, "until a person acknowledges it again");
    }

    [Fact]
    public void A_changed_rule_is_silenced_no_longer()
    {
        var rig = Rig(High(50));
        rig.Act(0, ShelvedByPerson, until: 3600);
        rig.Evaluator.Replace([new PointPlan(Point(), 0, [High(40)])], At(1), rig.Transitions, rig.Warnings);
        rig.Story.Last().ShouldBe("1 RuleChanged gas-0/red-high GA");
        rig.Read(2, 45).Evaluator.TierOf(0).ShouldBe(WarningTier.Red);
    }

    [Fact]
    public void All_transitions_of_one_occurrence_share_its_beginning()
    {
        var rig = Rig(High(50, latch: true)).Read(5, 60).Read(6, 10).Read(7, 60).Read(8, 10);
        rig.Act(9, AcknowledgedByPerson);
        rig.Act(10, ResetByPerson);
        rig.Read(20, 60);
        rig.Transitions.Select(t => Seconds(t.Occurrence)).ShouldBe([5, 5, 5, 5, 5, 5, 20]);
    }

    [Fact]
    public void A_reason_names_who_silenced_until_when_and_why()
    {
        var rig = Rig(High(50));
        rig.Act(0, ShelvedByPerson, until: 3600);
        var text = rig.Transitions.ShouldHaveSingleItem().Reason.Text;
        foreach (var part in new[] { "li: work", "wang", "2026-01-01 01:00:00 UTC" })
        {
            text.En.ShouldContain(part);
            text.Zh.ShouldContain(part);
        }
    }
}
