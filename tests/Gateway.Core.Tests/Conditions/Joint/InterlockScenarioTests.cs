using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Conditions.Joint.JointRig;

namespace Gateway.Core.Tests.Conditions.Joint;

/// <summary>
/// The relations between points that domain rules 3.3, 9.1, 9.3, 9.5 and 9.6 name, as readable rules, over time. A script is
/// <c>second id=value</c>, with <c>id=lost</c> for bad quality and <c>id@tier</c> for a standing alarm of the input.
/// </summary>
public sealed class InterlockScenarioTests
{
    private static readonly TestNames s_names = new(
        Point("production", zh: "生产状态"), Point("fan", zh: "风机运行"), Point("hopper", "°C", "灰斗温度"),
        Point("gas", "%LEL", "可燃气"), Point("ventilation", zh: "通风反馈"), Point("esd-command", zh: "切断指令"), Point("esd-closed", zh: "切断阀关到位"),
        Point("level", "%", "液位"), Point("inflow", "m3/h", "进料流量"));

    private static string Run(string rule, string script, double until, AbsentInput absent = AbsentInput.Hold, bool restarts = false)
    {
        var rig = new JointRig(s_names.Rule(rule, absent: absent), s_names.Points, restarts);
        foreach (var step in script.Split(", "))
        {
            var at = step.IndexOf(' ', StringComparison.Ordinal);
            var second = double.Parse(step[..at], System.Globalization.CultureInfo.InvariantCulture);
            var (id, value) = (step[(at + 1)..].Split('=', '@')[0], step[(at + 1)..].Split('=', '@')[1]);
            _ = step.Contains('@', StringComparison.Ordinal) ? rig.Tier(second, id, Enum.Parse<WarningTier>(value, ignoreCase: true))
                : value == "lost" ? rig.Read(second, id, double.NaN, Quality.CommunicationFailure)
                : rig.Read(second, id, double.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        }

        // What went before the alarm is what the first inputs happened to prove.
        return string.Join(", ", rig.Until(until).Verdicts.Split(", ").SkipWhile(v => !v.EndsWith("Abnormal", StringComparison.Ordinal)));
    }

    private static void Check(string rule, string script, double until, string verdicts, AbsentInput absent = AbsentInput.Hold)
    {
        Run(rule, script, until, absent).ShouldBe(verdicts);
        Run(rule, script, until, absent, restarts: true).ShouldBe(verdicts);
    }

    private const string FanOff = "([production] = 1 and [fan] = 0) for";

    [Theory]
    // The fan stops while production runs.
    [InlineData("0 production=1, 0 fan=1, 10 fan=0", "40 Abnormal", "190 Abnormal")]
    // Production starts while the fan stands.
    [InlineData("0 fan=0, 0 production=0, 20 production=1", "50 Abnormal", "200 Abnormal")]
    // One tick short of the lag, and exactly at it.
    [InlineData("0 production=1, 0 fan=0, 29.999 fan=1", "", "")]
    [InlineData("0 production=1, 0 fan=0, 30 fan=1", "30 Abnormal, 30 Normal", "")]
    // Short dips never add up; neither does a fan that starts in between.
    [InlineData("0 production=1, 0 fan=1, 10 fan=0, 35 fan=1, 36 fan=0, 60 fan=1, 61 fan=0, 90 fan=1", "", "")]
    // Production stops before the lag is over, and after it.
    [InlineData("0 production=1, 0 fan=0, 25 production=0", "", "")]
    [InlineData("0 production=1, 0 fan=0, 100 production=0", "30 Abnormal, 100 Normal", "")]
    // Repeated equal readings change nothing.
    [InlineData("0 production=1, 0 fan=0, 1 fan=0, 15 production=1, 29 fan=0, 31 fan=0", "30 Abnormal", "180 Abnormal")]
    public void Dust_production_without_extraction_is_orange_after_30_s_and_red_after_3_min(string script, string orange, string red)
    {
        Check($"{FanOff} 30 s", script, 400, orange);
        Check($"{FanOff} 3 min", script, 400, red);
    }

    [Theory]
    [InlineData(AbsentInput.Hold, "60 Abnormal")]
    [InlineData(AbsentInput.True, "30 Abnormal")]
    [InlineData(AbsentInput.False, "90 Abnormal")]
    public void Dust_with_the_fan_feedback_lost_in_between(AbsentInput absent, string verdicts) =>
        Check($"{FanOff} 30 s", "0 production=1, 0 fan=0, 10 fan=lost, 60 fan=0", 400, verdicts, absent);

    [Theory]
    // Both ways of a meter that was by-passed: dust is extracted, nobody admits production; and the reverse.
    [InlineData("[fan] = 1 and [production] = 0", "0 fan=1, 0 production=0", "600 Abnormal")]
    [InlineData("[fan] = 0 and [production] = 1", "0 fan=0, 0 production=1", "600 Abnormal")]
    public void Dust_the_interlock_is_watched_in_both_directions(string relation, string script, string verdicts) =>
        Check($"({relation}) for 10 min", script, 700, verdicts);

    [Fact]
    public void Dust_a_hot_hopper_makes_the_stopped_fan_red_at_once() =>
        Check($"{FanOff} 3 min or [production] = 1 and [fan] = 0 and [hopper] >= 60 °C",
            "0 production=1, 0 fan=0, 0 hopper=59.9, 45 hopper=60, 50 hopper=59", 300,
            "45 Abnormal, 50 Normal, 180 Abnormal");

    [Theory]
    [InlineData("yellow", "0 gas@yellow, 0 gas=30, 0 ventilation=1, 5 ventilation=0", "35 Abnormal")]
    [InlineData("orange", "0 gas@orange, 0 gas=55, 0 ventilation=1, 5 ventilation=0", "35 Abnormal")]
    // The ventilation stood long before the gas came: the higher tier comes with the gas.
    [InlineData("orange", "0 ventilation=0, 0 gas=5, 100 gas@orange, 110 gas=4, 120 gas@none", "100 Abnormal, 120 Normal")]
    [InlineData("orange", "0 gas@yellow, 0 gas=30, 0 ventilation=0", "")]
    public void Gas_with_the_ventilation_feedback_off_for_30_s_is_one_tier_higher(string tier, string script, string verdicts) =>
        Check($"tier([gas]) >= {tier} and ([ventilation] = 0) for 30 s", script, 300, verdicts);

    [Theory]
    [InlineData("0 gas@orange, 0 gas=60, 0 esd-command=1, 0 esd-closed=0", "60 Abnormal")]
    [InlineData("0 gas@orange, 0 gas=60, 0 esd-command=1, 0 esd-closed=0, 59 esd-closed=1", "")]
    [InlineData("0 gas=60, 0 esd-command=1, 0 esd-closed=0, 90 gas@orange, 95 esd-closed=1", "90 Abnormal, 95 Normal")]
    public void Gas_with_the_shut_off_valve_not_closed_60_s_after_its_command_is_red(string script, string verdicts) =>
        Check("tier([gas]) >= orange and ([esd-command] = 1 and [esd-closed] = 0) for 60 s", script, 300, verdicts);

    [Theory]
    [InlineData("0 level=95, 0 inflow=20", "120 Abnormal")]
    [InlineData("0 level=95, 0 inflow=20, 119 inflow=0", "")]
    [InlineData("0 level=89.9, 0 inflow=20, 100 level=90", "220 Abnormal")]
    [InlineData("0 level=95, 0 inflow=20, 60 level=lost, 130 level=95", "130 Abnormal")]
    [InlineData("0 level=95, 0 inflow=20, 60 level=lost, 130 level=80", "")]
    public void Tank_at_its_highest_level_with_inflow_for_2_min_is_red(string script, string verdicts) =>
        Check("([level] >= 90 % and [inflow] > 0) for 2 min", script, 300, verdicts);
}
