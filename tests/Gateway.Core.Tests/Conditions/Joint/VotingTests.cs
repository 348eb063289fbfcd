using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Conditions.Joint.JointRig;

namespace Gateway.Core.Tests.Conditions.Joint;

public sealed class VotingTests
{
    private static readonly Point[] s_points = [Gas("a"), Gas("b"), Gas("c")];

    private static Point Gas(string id) => Point(id, "%LEL", $"探头{id}") with { Role = "lel" };

    // Our level 2 limit, or the detector's own level 2 bit: either says so.
    private static Voting TwoLevel(int needed = 2, AbsentVoter absent = AbsentVoter.Hold, double within = 0, double deadband = 0) => new()
    {
        Id = "two-of-three", Tier = WarningTier.Red, Basis = Basis, Inputs = ["a", "b", "c"], Needed = needed, Absent = absent,
        Within = TimeSpan.FromSeconds(within),
        Each =
        [
            new HighLimit { Id = "l2", Tier = WarningTier.Orange, Basis = Basis, Limit = 50, Deadband = deadband },
            new DetectorAlarm { Id = "own", Tier = WarningTier.Orange, Basis = Basis, Level = 2 },
        ],
    };

    private static Voting ByExpression(string each, int needed = 2, AbsentVoter absent = AbsentVoter.Hold, double within = 0)
    {
        var expression = ExpressionCompiler.CompileEach(each, new TestNames(s_points), out var errors);
        errors.ShouldBeEmpty();
        return TwoLevel(needed, absent, within) with { Each = [], EachExpression = expression, Inputs = expression!.Inputs };
    }

    // One letter a voter: 1 for, 0 against, u for lost, ? for never seen, + uncertain for, - uncertain against.
    private static ConditionVerdict Vote(Voting voting, string votes)
    {
        var rig = new JointRig(voting, s_points);
        for (var i = 0; i < votes.Length; i++)
        {
            if (votes[i] != '?')
            {
                rig.Read(0, s_points[i].Id, votes[i] switch { '1' or '+' => 60, 'u' => double.NaN, _ => 10 },
                    votes[i] switch { 'u' => Quality.CommunicationFailure, '+' or '-' => Quality.Uncertain, _ => Quality.Good });
            }
        }

        return rig.Look(1).Last;
    }

    // Straight from the definition, with the votes as three numbers.
    private static ConditionVerdict Expected(int needed, AbsentVoter absent, string votes)
    {
        int yes = votes.Count(v => v is '1' or '+'), lost = votes.Count(v => v is 'u' or '?'), doubtful = votes.Count(v => v == '-');
        yes += absent == AbsentVoter.Abnormal ? lost : 0;
        if (absent == AbsentVoter.Excluded)
        {
            if (lost == votes.Length)
            {
                return ConditionVerdict.Hold;
            }

            needed = Math.Min(needed, votes.Length - lost);
        }

        return yes >= needed ? ConditionVerdict.Abnormal
            : yes + doubtful + (absent == AbsentVoter.Hold ? lost : 0) >= needed ? ConditionVerdict.Hold
            : ConditionVerdict.Normal;
    }

    public static TheoryData<AbsentVoter, int> Kinds()
    {
        var data = new TheoryData<AbsentVoter, int>();
        foreach (var absent in Enum.GetValues<AbsentVoter>())
        {
            for (var needed = 1; needed <= 4; needed++)
            {
                data.Add(absent, needed);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Counts_every_mixture_of_votes_by_limit_and_by_expression(AbsentVoter absent, int needed)
    {
        const string Votes = "01u?+-";
        foreach (var votes in from a in Votes from b in Votes from c in Votes select $"{a}{b}{c}")
        {
            Vote(TwoLevel(needed, absent), votes).ShouldBe(Expected(needed, absent, votes), $"{votes} by limit");
            Vote(ByExpression("[lel] >= 50 %LEL", needed, absent), votes).ShouldBe(Expected(needed, absent, votes), $"{votes} by expression");
        }
    }

    [Theory]
    // Ours only, theirs only, both, neither: neither ever hides the other.
    [InlineData(60, DetectorFlags.None, ConditionVerdict.Abnormal)]
    [InlineData(10, DetectorFlags.AlarmLevel2, ConditionVerdict.Abnormal)]
    [InlineData(60, DetectorFlags.AlarmLevel2, ConditionVerdict.Abnormal)]
    [InlineData(10, DetectorFlags.AlarmLevel1, ConditionVerdict.Normal)]
    [InlineData(10, DetectorFlags.None, ConditionVerdict.Normal)]
    public void A_voter_votes_by_our_limit_or_its_own_alarm_bit(double value, DetectorFlags flags, ConditionVerdict verdict) =>
        new JointRig(TwoLevel(), s_points).Read(0, "a", 60).Read(0, "c", 0).Read(0, "b", value, flags: flags).Last.ShouldBe(verdict);

    [Theory]
    [InlineData(Quality.Good)]
    [InlineData(Quality.Uncertain)]
    [InlineData(Quality.SensorFailure)]
    public void The_detectors_own_bit_counts_although_its_value_is_low_or_broken(Quality quality) =>
        new JointRig(TwoLevel(), s_points).Read(0, "a", 60).Read(0, "c", 0).Read(0, "b", 0, quality, DetectorFlags.AlarmLevel2)
            .Last.ShouldBe(ConditionVerdict.Abnormal);

    [Theory]
    [InlineData(61, ConditionVerdict.Abnormal)]
    [InlineData(61.1, ConditionVerdict.Normal)]
    public void Votes_count_for_a_time_after_they_were_given(double second, ConditionVerdict verdict) =>
        new JointRig(TwoLevel(within: 60), s_points)
            .Read(-1, "b", 0).Read(-1, "c", 0).Read(0, "a", 60).Read(1, "a", 0).Until(second).Read(second, "b", 60).Last.ShouldBe(verdict);

    [Fact]
    public void A_vote_ends_by_itself_when_its_time_is_over()
    {
        var rig = new JointRig(TwoLevel(within: 60), s_points).Read(0, "c", 0).Read(0, "a", 60).Read(10, "b", 60).Read(20, "a", 0);
        rig.Last.ShouldBe(ConditionVerdict.Abnormal);
        rig.Until(80).Last.ShouldBe(ConditionVerdict.Abnormal);
        rig.Until(80.1).Last.ShouldBe(ConditionVerdict.Normal);
    }

    [Fact]
    public void Each_voter_has_its_own_deadband()
    {
        var rig = new JointRig(TwoLevel(deadband: 5), s_points).Read(0, "a", 50).Read(0, "b", 50).Read(0, "c", 46);
        rig.Read(1, "a", 45).Last.ShouldBe(ConditionVerdict.Abnormal);
        rig.Read(2, "a", 44.9).Last.ShouldBe(ConditionVerdict.Normal);
    }

    [Fact]
    public void A_voter_that_falls_silent_is_absent() =>
        new JointRig(TwoLevel(absent: AbsentVoter.Normal), s_points).Read(0, "a", 60).Read(0, "b", 60).Read(0, "c", 0).Silence(30, "b")
            .Verdicts.ShouldEndWith("0 Abnormal, 30 Normal");

    [Fact]
    public void Restarts_and_judgements_between_any_two_samples_change_nothing()
    {
        var steps =
            from wait in Gen.Choose(0, 40)
            from id in Gen.Elements("a", "b", "c")
            from value in Gen.Choose(8, 12)
            from quality in Gen.Elements(Quality.Good, Quality.Good, Quality.Uncertain, Quality.CommunicationFailure)
            from flags in Gen.Elements(DetectorFlags.None, DetectorFlags.None, DetectorFlags.AlarmLevel2)
            select (Wait: wait, Id: id, Value: value * 5.0, Quality: quality, Flags: flags);
        Prop.ForAll(steps.ListOf(30).ToArbitrary(), Gen.Elements(Enum.GetValues<AbsentVoter>()).ToArbitrary(), (history, absent) =>
        {
            foreach (var voting in new[] { TwoLevel(2, absent, 60, 5), ByExpression("([lel] >= 50 %LEL) for 20 s", 2, absent, 60) })
            {
                string Run(bool restarts)
                {
                    var rig = new JointRig(voting, s_points, restarts);
                    var second = 0;
                    foreach (var step in history)
                    {
                        rig.Read(second += step.Wait, step.Id, step.Value, step.Quality, step.Flags);
                    }

                    return rig.Until(10_000).Verdicts;
                }

                Run(restarts: true).ShouldBe(Run(restarts: false));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public void Judging_allocates_nothing()
    {
        var voting = TwoLevel(within: 60, deadband: 5);
        var inputs = new TestInputs(s_points);
        var memory = voting.Begin(Start);
        long Round(int second)
        {
            for (var i = 0; i < 3; i++)
            {
                inputs.Set(i, new InputState(new Sample(second % 60, Quality.Good, DetectorFlags.None, At(second), At(second)), true, default, default, false));
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            voting.Judge(new JointSample(inputs, At(second), At(second), 0), ref memory);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Round(0);
        Enumerable.Range(1, 200).Sum(Round).ShouldBe(0);
    }

    [Fact]
    public void Is_equal_by_value()
    {
        TwoLevel().ShouldBe(TwoLevel());
        TwoLevel(deadband: 1).ShouldNotBe(TwoLevel());
        ByExpression("[lel]>=50 %LEL").ShouldBe(ByExpression("[lel] >= 50 %LEL"));
    }

    [Fact]
    public void Names_who_voted_for_the_alarm()
    {
        var rig = new JointRig(TwoLevel(), s_points).Read(0, "a", 60).Read(0, "b", 20, flags: DetectorFlags.AlarmLevel2).Read(0, "c", 0);
        rig.Describe(AlarmEvent.Raised).ShouldBe(new LocalizedText(
            "3 个测点中有 2 个同时报警（要求 2 个）：探头a 60 %LEL；探头b 20 %LEL", "2 of 3 points in alarm at the same time (2 needed): a 60 %LEL; b 20 %LEL"));
    }
}
