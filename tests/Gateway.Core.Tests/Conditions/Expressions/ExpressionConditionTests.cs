using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Measurements;
using Gateway.Core.Tests.Conditions.Joint;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Conditions.Joint.JointRig;

namespace Gateway.Core.Tests.Conditions.Expressions;

public sealed class ExpressionConditionTests
{
    private static readonly TestNames s_names = new(
        Point("fan", zh: "风机运行"), Point("production", zh: "生产状态"), Point("t", "°C", "灰斗温度"),
        Point("gas-1", "%LEL", "一号") with { Role = "lel" }, Point("gas-2", "%LEL", "二号") with { Role = "lel" },
        Point("gas-3", "%LEL", "三号") with { Role = "lel" });

    // u = lost (bad), ? = never seen, 1? and 0? = uncertain.
    private static JointRig Both(string text, string production, string fan, AbsentInput absent)
    {
        var rig = s_names.Rig(text, absent);
        void Read(string id, string value)
        {
            if (value != "?")
            {
                rig.Read(0, id, value == "u" ? double.NaN : value[0] - '0', value == "u" ? Quality.CommunicationFailure
                    : value.Length > 1 ? Quality.Uncertain : Quality.Good);
            }
        }

        Read("production", production);
        Read("fan", fan);
        return rig;
    }

    [Theory]
    // Known inputs decide.
    [InlineData("1", "0", AbsentInput.Hold, ConditionVerdict.Abnormal)]
    [InlineData("1", "1", AbsentInput.Hold, ConditionVerdict.Normal)]
    [InlineData("0", "0", AbsentInput.True, ConditionVerdict.Normal)]
    // An unknown input that cannot change the outcome does not matter, whatever the policy.
    [InlineData("0", "u", AbsentInput.True, ConditionVerdict.Normal)]
    [InlineData("u", "1", AbsentInput.True, ConditionVerdict.Normal)]
    // One that can, counts as the policy says.
    [InlineData("1", "u", AbsentInput.Hold, ConditionVerdict.Hold)]
    [InlineData("1", "u", AbsentInput.True, ConditionVerdict.Abnormal)]
    [InlineData("1", "u", AbsentInput.False, ConditionVerdict.Normal)]
    [InlineData("1", "?", AbsentInput.Hold, ConditionVerdict.Hold)]
    [InlineData("u", "u", AbsentInput.Hold, ConditionVerdict.Hold)]
    // Uncertain raises and never clears.
    [InlineData("1", "0?", AbsentInput.Hold, ConditionVerdict.Abnormal)]
    [InlineData("1", "1?", AbsentInput.Hold, ConditionVerdict.Hold)]
    [InlineData("1", "1?", AbsentInput.False, ConditionVerdict.Hold)]
    [InlineData("0", "1?", AbsentInput.Hold, ConditionVerdict.Normal)]
    public void Judges_known_unknown_and_uncertain_inputs(string production, string fan, AbsentInput absent, ConditionVerdict verdict) =>
        Both("[production] = 1 and [fan] = 0", production, fan, absent).Last.ShouldBe(verdict);

    [Theory]
    [InlineData("not ([production] = 0 or [fan] = 1)")]
    [InlineData("not [production] = 0 and not [fan] = 1")]
    [InlineData("[production] != 0 and [fan] < 1")]
    public void Means_the_same_however_it_is_turned(string text)
    {
        string[] values = ["0", "1", "u", "?", "0?", "1?"];
        foreach (var (production, fan, absent) in
            from p in values from f in values from a in Enum.GetValues<AbsentInput>() select (p, f, a))
        {
            Both(text, production, fan, absent).Last.ShouldBe(
                Both("[production] = 1 and [fan] = 0", production, fan, absent).Last, $"{production} {fan} {absent}");
        }
    }

    [Fact]
    public void For_is_true_at_the_exact_moment_though_nothing_arrives() =>
        s_names.Rig("([production] = 1 and [fan] = 0) for 30 s")
            .Read(0, "fan", 0).Read(5, "production", 1).Read(20, "fan", 0).Until(100)
            .Verdicts.ShouldBe("0 Hold, 5 Normal, 35 Abnormal");

    [Fact]
    public void For_begins_again_after_the_shortest_break() =>
        s_names.Rig("([fan] = 0) for 30 s").Read(0, "fan", 0).Read(29.9, "fan", 1).Read(29.95, "fan", 0).Until(100)
            .Verdicts.ShouldBe("0 Normal, 59.95 Abnormal");

    [Theory]
    // On hold the time runs on and the next proof ends it; a proof of the contrary begins it again.
    [InlineData(AbsentInput.Hold, 0, "0 Normal, 10 Hold, 40 Abnormal")]
    [InlineData(AbsentInput.Hold, 1, "0 Normal, 10 Hold, 40 Normal")]
    // Counted as fulfilled it ripens while unknown; counted as not it begins again.
    [InlineData(AbsentInput.True, 0, "0 Normal, 30 Abnormal")]
    [InlineData(AbsentInput.False, 0, "0 Normal, 70 Abnormal")]
    public void For_takes_a_lost_input_as_the_policy_says(AbsentInput absent, double after, string verdicts) =>
        s_names.Rig("([fan] = 0) for 30 s", absent)
            .Read(0, "fan", 0).Read(10, "fan", double.NaN, Quality.CommunicationFailure).Read(40, "fan", after).Until(100)
            .Verdicts.ShouldBe(verdicts);

    [Fact]
    public void Under_a_negation_the_policy_still_speaks_of_the_alarm()
    {
        // "the fan has not been running for 30 s": with the fan lost and counted as fulfilled, the alarm is raised.
        s_names.Rig("not (([fan] = 1) for 30 s)", AbsentInput.True).Read(0, "fan", 1).Until(31).Read(40, "fan", double.NaN, Quality.Bad).Until(50)
            .Verdicts.ShouldBe("0 Abnormal, 30 Normal, 40 Abnormal");
        s_names.Rig("not (([fan] = 1) for 30 s)", AbsentInput.False).Read(0, "fan", 1).Until(31).Read(40, "fan", double.NaN, Quality.Bad).Until(100)
            .Verdicts.ShouldBe("0 Abnormal, 30 Normal");
    }

    [Fact]
    public void Times_nest() =>
        s_names.Rig("(([fan] = 0) for 10 s and [production] = 1) for 20 s")
            .Read(0, "fan", 0).Read(0, "production", 1).Until(100).Verdicts.ShouldBe("0 Normal, 30 Abnormal");

    [Fact]
    public void Within_remembers_until_its_time_has_passed() =>
        s_names.Rig("([fan] = 0) within 60 s").Read(0, "fan", 1).Read(5, "fan", 0).Read(5.5, "fan", 0).Read(6, "fan", 1).Read(65, "fan", 1).Until(200)
            .Verdicts.ShouldBe("0 Normal, 5 Abnormal, 66 Normal");

    [Theory]
    [InlineData(59, "59 Abnormal")]
    [InlineData(60, "60 Abnormal")]
    [InlineData(61, "")]
    public void Counts_members_that_were_so_within_the_time_though_not_together(double second, string raised)
    {
        var rig = s_names.Rig("count([lel] >= 50 %LEL) >= 2 within 60 s");
        rig.Read(-1, "gas-1", 0).Read(-1, "gas-2", 0).Read(-1, "gas-3", 0).Read(0, "gas-1", 50).Read(0.5, "gas-1", 10);
        rig.Read(second, "gas-3", 50);
        rig.Verdicts.Split(", ").Where(v => v.EndsWith("Abnormal", StringComparison.Ordinal)).ShouldBe(raised.Length == 0 ? [] : [raised]);
    }

    [Fact]
    public void A_count_is_open_while_unknown_members_could_turn_it()
    {
        var rig = s_names.Rig("count([lel] >= 50 %LEL) >= 2").Read(0, "gas-1", 60);
        rig.Read(1, "gas-2", 0).Last.ShouldBe(ConditionVerdict.Hold);
        rig.Read(2, "gas-3", 0).Last.ShouldBe(ConditionVerdict.Normal);
        rig.Read(3, "gas-3", 60, Quality.Uncertain).Last.ShouldBe(ConditionVerdict.Abnormal);
        rig.Read(4, "gas-3", 0, Quality.Uncertain).Last.ShouldBe(ConditionVerdict.Hold);
        rig.Read(5, "gas-3", double.NaN, Quality.Bad).Last.ShouldBe(ConditionVerdict.Hold);
        rig.Read(6, "gas-3", 0).Last.ShouldBe(ConditionVerdict.Normal);
    }

    [Fact]
    public void A_standing_tier_counts_also_of_a_lost_input_and_a_lost_input_may_be_worse()
    {
        var rig = s_names.Rig("tier([gas-1]) >= orange").Read(0, "gas-1", 0);
        rig.Last.ShouldBe(ConditionVerdict.Normal);
        rig.Tier(1, "gas-1", WarningTier.Orange).Last.ShouldBe(ConditionVerdict.Abnormal);
        rig.Silence(2, "gas-1").Last.ShouldBe(ConditionVerdict.Abnormal);
        rig.Tier(3, "gas-1", WarningTier.Yellow).Last.ShouldBe(ConditionVerdict.Hold);
        rig.Read(4, "gas-1", 0).Last.ShouldBe(ConditionVerdict.Normal);
    }

    [Theory]
    [InlineData(Quality.Good, false, true)]
    [InlineData(Quality.Uncertain, false, false)]
    [InlineData(Quality.CommunicationFailure, true, false)]
    [InlineData(Quality.SensorFailure, true, false)]
    [InlineData(Quality.OutOfService, false, false)]
    public void Lost_and_good_speak_of_the_signal(Quality quality, bool lost, bool good)
    {
        s_names.Rig("lost([fan])").Read(0, "fan", 1, quality).Last.ShouldBe(lost ? ConditionVerdict.Abnormal : ConditionVerdict.Normal);
        s_names.Rig("good([fan])").Read(0, "fan", 1, quality).Last.ShouldBe(good ? ConditionVerdict.Abnormal : ConditionVerdict.Normal);
        s_names.Rig("lost([fan])").Read(0, "fan", 1).Silence(9, "fan").Verdicts.ShouldBe("0 Normal, 9 Abnormal");
    }

    [Theory]
    [InlineData(4.9, ConditionVerdict.Normal)]
    [InlineData(5.1, ConditionVerdict.Abnormal)]
    [InlineData(-20, ConditionVerdict.Normal)]
    public void Rate_is_the_slope_over_its_window(double perMinute, ConditionVerdict verdict)
    {
        var rig = s_names.Rig("[t] >= 0 °C and rate([t], 5 min) >= 5 °C/min");
        for (var second = 0; second <= 600; second += 7)
        {
            rig.Read(second, "t", 200 + (perMinute * second / 60) + (0.1 * (second % 2)));
            if (second < 150)
            {
                rig.Last.ShouldBe(ConditionVerdict.Hold, "less than half of the window");
            }
        }

        rig.Last.ShouldBe(verdict);
    }

    [Fact]
    public void Rate_forgets_what_left_its_window_and_begins_anew_when_the_source_clock_goes_back()
    {
        var rig = s_names.Rig("rate([t], 1 min) > 0.6 °C/s");
        for (var second = 0; second <= 120; second += 5)
        {
            rig.Read(second, "t", second <= 60 ? second : 60);
        }

        // A line through a ramp and a level part has p * p * (3 - 2 p) of the ramp's slope, p its share: 0.62 at 85 s, 0.5 at 90 s.
        rig.Verdicts.ShouldBe("0 Hold, 30 Abnormal, 90 Normal");
        var rule = s_names.Rule("rate([t], 1 min) > 0.6 °C/s");
        var inputs = new TestInputs([s_names.Points[2]]);
        var memory = rule.Begin(Start);
        ConditionVerdict Judge(double source, double second)
        {
            inputs.Set(0, new InputState(new Sample(source, Quality.Good, DetectorFlags.None, At(source), At(second)), true, default, default, false));
            return rule.Judge(new JointSample(inputs, At(second), At(second), 0), ref memory);
        }

        Judge(1000, 1000);
        Judge(1040, 1040).ShouldBe(ConditionVerdict.Abnormal);
        Judge(0, 1041).ShouldBe(ConditionVerdict.Hold);
        Judge(40, 1081).ShouldBe(ConditionVerdict.Abnormal);
    }

    [Fact]
    public void Restarts_and_judgements_between_any_two_samples_change_nothing() =>
        Prop.ForAll(Histories().ToArbitrary(), Gen.Elements(Enum.GetValues<AbsentInput>()).ToArbitrary(), (history, absent) =>
        {
            const string Text = "(([production] = 1 and [fan] = 0) for 10 s or rate([t], 20 s) >= 1 °C/s) within 5 s or count([lel] >= 50 %LEL) >= 2 within 7 s";
            string Run(bool restarts)
            {
                var rig = s_names.Rig(Text, absent, restarts);
                foreach (var (second, id, value, quality) in history)
                {
                    rig.Read(second, id, value, quality);
                }

                return rig.Until(1000).Verdicts;
            }

            Run(restarts: true).ShouldBe(Run(restarts: false));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Judging_allocates_nothing()
    {
        var rule = s_names.Rule("([production] = 1 and [fan] = 0) for 10 s or rate([t], 20 s) >= 1 °C/s or count([lel] >= 50 %LEL) >= 2 within 7 s");
        var inputs = new TestInputs(rule.Inputs.Select(id => s_names.Points.Single(p => p.Id == id)).ToList());
        var memory = rule.Begin(Start);
        long Round(int second)
        {
            for (var i = 0; i < inputs.Count; i++)
            {
                inputs.Set(i, new InputState(new Sample(second % 60, Quality.Good, DetectorFlags.None, At(second), At(second)), true, default, default, false));
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            rule.Judge(new JointSample(inputs, At(second), At(second), 0), ref memory);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Round(0);
        Enumerable.Range(1, 300).Sum(Round).ShouldBe(0);
    }

    [Fact]
    public void A_set_source_clock_moves_all_that_is_remembered()
    {
        var rule = s_names.Rule("([fan] = 0) for 30 s");
        var inputs = new TestInputs([s_names.Points[0]]);
        inputs.Set(0, new InputState(new Sample(0, Quality.Good, DetectorFlags.None, At(0), At(0)), true, default, default, false));
        var memory = rule.Begin(Start);
        rule.Judge(new JointSample(inputs, At(0), At(0), 0), ref memory).ShouldBe(ConditionVerdict.Normal);
        memory.Window!.ShiftClock(TimeSpan.TicksPerHour);
        rule.Judge(new JointSample(inputs, At(3629), At(3629), -1), ref memory).ShouldBe(ConditionVerdict.Normal);
        rule.Judge(new JointSample(inputs, At(3630), At(3630), -1), ref memory).ShouldBe(ConditionVerdict.Abnormal);
    }

    [Fact]
    public void Says_in_both_languages_what_every_input_read_and_which_part_decided()
    {
        var rig = s_names.Rig("([production] = 1 and [fan] = 0) for 30 s or [t] >= 70 °C")
            .Read(0, "production", 1).Read(0, "fan", 0).Read(0, "t", 41.5).Until(31);
        var raised = rig.Describe();
        raised.Zh.ShouldBe("条件成立：（[生产状态]（现为 1） = 1 且 [风机运行]（现为 0） = 0）持续 30 秒 或 [灰斗温度]（现为 41.5 °C） ≥ 70 °C；起决定作用的是：[生产状态]（现为 1） = 1，[风机运行]（现为 0） = 0");
        raised.En.ShouldBe("condition fulfilled: ([production] (now 1) = 1 and [fan] (now 0) = 0) for 30 s or [t] (now 41.5 °C) ≥ 70 °C; decided by: [production] (now 1) = 1, [fan] (now 0) = 0");
        rig.Read(40, "fan", 1).Describe(AlarmEvent.ReturnedToNormal).En.ShouldEndWith("decided by: [fan] (now 1) = 0 (not so), [t] (now 41.5 °C) ≥ 70 °C (not so)");
    }

    [Fact]
    public void Names_what_was_counted_also_when_none_of_it_was_so()
    {
        var rig = s_names.Rig("count([fan] = 1) = 0 and [production] = 1").Read(0, "production", 1).Read(0, "fan", 0);
        rig.Describe().En.ShouldBe("condition fulfilled: 0 of 1 are so (wanted = 0; not so: [fan] (now 0) = 1) and [production] (now 1) = 1");
        rig.Describe().Zh.ShouldBe("条件成立：1 个中有 0 个满足（要求 = 0；不满足：[风机运行]（现为 0） = 1） 且 [生产状态]（现为 1） = 1");
    }

    [Fact]
    public void Tells_only_what_decided_when_the_rule_is_long()
    {
        var rest = string.Join("", Enumerable.Range(0, 8).Select(i => $" and [t] < {90 + i} °C"));
        var rig = s_names.Rig("[production] = 1 and not ([fan] = 1" + rest + ")").Read(0, "production", 1).Read(0, "fan", 0).Read(0, "t", 20);
        rig.Describe().En.ShouldBe("condition fulfilled: [production] (now 1) = 1, [fan] (now 0) = 1 (not so)");
    }

    [Fact]
    public void Shows_the_limit_of_a_rate_as_it_is_written() =>
        s_names.Rig("rate([t], 5 min) >= 5 °C/min").Read(0, "t", 20).Describe().En.ShouldEndWith("≥ 5 °C/min");

    [Fact]
    public void Says_when_a_missing_input_made_the_alarm()
    {
        var rig = s_names.Rig("[fan] = 0", AbsentInput.True).Read(0, "fan", double.NaN, Quality.CommunicationFailure);
        rig.Last.ShouldBe(ConditionVerdict.Abnormal);
        rig.Describe().ShouldBe(new LocalizedText("输入缺失，按成立处理：[风机运行]（未知） = 0", "inputs are missing, which counts as fulfilled: [fan] (unknown) = 0"));
    }

    internal static Gen<List<(double Second, string Id, double Value, Quality Quality)>> Histories() =>
        (from wait in Gen.Choose(0, 8)
         from id in Gen.Elements("fan", "production", "t", "gas-1", "gas-2", "gas-3")
         from value in Gen.Choose(0, 100)
         from quality in Gen.Frequency((6, Gen.Constant(Quality.Good)), (1, Gen.Constant(Quality.Uncertain)), (1, Gen.Constant(Quality.CommunicationFailure)))
         select (Wait: (double)wait, Id: id, Value: id is "fan" or "production" ? value % 2 : (double)value, Quality: quality))
        .ListOf(40).Select(steps =>
        {
            var second = 0.0;
            return steps.Select(s => (second += s.Wait, s.Id, s.Value, s.Quality)).ToList();
        });
}
