using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class ReasonTests
{
    private static AlarmReason Raise(RuleBasis basis) =>
        new MachineRig([new(Point(), 0, [High(50) with { Basis = basis }])]).Read(0, 60).Transitions.ShouldHaveSingleItem().Reason;

    [Theory]
    [InlineData("V", true, null, "Limit set by law or a mandatory standard, not reviewed for this site", "checked against a public copy", "法规或强制性标准限值")]
    [InlineData("P", false, null, "Default threshold, not reviewed", "proposed by the product", "本产品建议值")]
    [InlineData("U", false, "engineer", "Reviewed by engineer", "source unsure", "审核：engineer")]
    [InlineData("K", true, "engineer", "reviewed by engineer", "from professional knowledge", "据专业知识")]
    [InlineData("C", false, null, "not reviewed", "computed", "计算值")]
    public void Says_what_the_figure_rests_on(string confidence, bool law, string? reviewer, string review, string sure, string zh)
    {
        var text = Raise(new RuleBasis("gas/red", "2", "5.5.2", reviewer) { Confidence = confidence, IsLaw = law }).Text;
        text.En.ShouldContain(review);
        text.En.ShouldContain(sure);
        text.Zh.ShouldContain(zh);
    }

    [Fact]
    public void Names_the_clause_or_else_the_source_in_the_readers_language_and_what_the_figure_is_to_it()
    {
        var source = new RuleBasis("gas/red", "2", "", null) { Confidence = "K", Source = new("论文", "a paper"), Remark = new("一半", "half of it") };
        Raise(source).Text.En.ShouldContain("(version 2, a paper, half of it, from professional knowledge)");
        Raise(source).Text.Zh.ShouldContain("（版本 2，论文，一半，据专业知识）");
        Raise(source with { Clause = "5.5.2" }).Text.En.ShouldContain("(version 2, 5.5.2, half of it,");
        Raise(source with { Confidence = "P", Remark = null }).Text.En.ShouldContain("(version 2, no clause, proposed by the product)");
    }

    [Fact]
    public void Carries_the_advice_of_the_pack() =>
        Raise(Basis with { Advice = new("立即撤离", "leave at once") }).Advice.ShouldBe(new LocalizedText("立即撤离", "leave at once"));

    [Fact]
    public void Carries_its_input_and_why_not_the_next_tier_apart_from_the_sentence()
    {
        var reason = new MachineRig([new(Point(), 0, [High(25, WarningTier.Yellow), High(50)])]).Read(7, 30).Transitions.ShouldHaveSingleItem().Reason;
        reason.Inputs.ShouldBe([new ReasonInput("gas-0", 30, "%LEL", Quality.Good, At(7))]);
        reason.WhyNotHigher!.En.ShouldBe("Not red (I): its limit 50 %LEL is not reached.");
        reason.Text.En.ShouldEndWith(reason.WhyNotHigher.En);
        reason.Text.Zh.ShouldEndWith(reason.WhyNotHigher.Zh);
    }

    [Fact]
    public void Says_the_next_tier_of_a_silence_as_people_say_times() =>
        new MachineRig([new(Point(), 0, [Stale(1800, WarningTier.Yellow), Stale(600)])]).Read(0, 1).Elapse(700).Transitions
            .ShouldHaveSingleItem().Reason.WhyNotHigher!.En.ShouldBe("Not yellow (III): its limit 30 min is not reached.");

    [Fact]
    public void Says_since_when_which_signal_is_in_doubt()
    {
        var zone = new PointPlan(new Point { Index = 1, Id = "zone", Name = new("区", "zone"), IsDerived = true }, 0,
            [new TestVote { Id = "vote", Tier = WarningTier.Red, Basis = Basis, Inputs = ["gas-0"], Needed = 1 }]);
        var rig = new MachineRig([new(Point(), 0, [High(50), Stale(60)]), zone]).Elapse(90).Read(100, 60, quality: Quality.Uncertain);
        rig.Transitions[^1].AlarmId.ShouldBe("zone/vote");
        rig.Transitions[^1].Reason.Trust!.En.ShouldBe("Trust lowered: gas-0 stale since 2026-01-01 00:01:00 UTC.");
        rig.Transitions[^1].Reason.Trust!.Zh.ShouldContain("数据陈旧");
        rig.Transitions[^2].Reason.Trust.ShouldNotBeNull();
        new MachineRig([new(Point(), 0, [High(50)])]).Read(0, 60).Transitions[0].Reason.Trust.ShouldBeNull();
    }

    [Fact]
    public void Every_step_is_told_in_both_languages()
    {
        var rig = new MachineRig([new(Point(), 0, [High(50, latch: true)])], new EvaluatorOptions { ReAlarmAfter = TimeSpan.FromSeconds(5) }).Read(0, 60);
        rig.Act(1, AlarmEvent.AcknowledgedByPerson);
        rig.Elapse(6);
        rig.Act(7, AlarmEvent.ShelvedByPerson, until: 8);
        rig.Elapse(8).Act(9, AlarmEvent.Suppressed, until: 10);
        rig.Elapse(10).Act(11, AlarmEvent.TakenOutOfService, until: 12);
        rig.Elapse(12).Read(13, 1).Act(14, AlarmEvent.AcknowledgedByPerson, reason: "again");
        rig.Act(15, AlarmEvent.ResetByPerson);
        rig.Transitions.Select(t => t.Event).Distinct().Count().ShouldBe(11);
        rig.Transitions.ShouldAllBe(t => t.Reason.Text.Zh.Contains("红色（I 级）：") && t.Reason.Text.En.StartsWith("red (I): "));
        rig.Transitions.Select(t => t.Reason.Text.En).ShouldBeUnique();
    }
}
