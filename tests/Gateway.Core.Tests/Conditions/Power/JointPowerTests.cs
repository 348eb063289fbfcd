using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Power;

public sealed class JointPowerTests
{
    private static readonly SafetyFeederLost s_feeder = new()
    {
        Id = "feeder", Tier = WarningTier.Orange, Basis = Basis, Inputs = ["fan.p", "main.p"], FeederRun = 30, Standby = 10, Run = 110,
    };

    private static readonly PhaseLoss s_phase = new()
    {
        Id = "phase", Tier = WarningTier.Orange, Basis = Basis, Inputs = ["ia", "ib", "ic"], RatedCurrent = 100,
    };

    private static ConditionVerdict Judge(JointCondition condition, params InputState[] inputs)
    {
        var memory = condition.Begin(Start);
        return condition.Judge(new JointSample(new Inputs(inputs), At(1), At(1), 0), ref memory);
    }

    private static InputState Reads(double value, Quality quality = Quality.Good, bool silent = false) =>
        new(new Sample(value, quality, DetectorFlags.None, At(0), At(0)), true, WarningTier.None, WarningTier.None, silent);

    [Theory]
    [InlineData(2.99, 30.1, Abnormal)]
    [InlineData(3, 30.1, Normal)]
    [InlineData(2.99, 30, Normal)]
    [InlineData(0, 10, Normal)]
    public void A_safety_feeder_without_power_while_production_runs_is_abnormal(double feeder, double main, ConditionVerdict verdict) =>
        Judge(s_feeder, Reads(feeder), Reads(main)).ShouldBe(verdict);

    [Fact]
    public void A_meter_that_cannot_be_believed_proves_nothing()
    {
        Judge(s_feeder, Reads(0, Quality.CommunicationFailure), Reads(100)).ShouldBe(Hold);
        Judge(s_feeder, Reads(0), Reads(100, silent: true)).ShouldBe(Hold);
        Judge(s_feeder, Reads(0), default).ShouldBe(Hold);
        Judge(s_feeder, Reads(double.NaN), Reads(100)).ShouldBe(Hold);
        Judge(s_feeder, Reads(0, Quality.Uncertain), Reads(100)).ShouldBe(Abnormal);
        Judge(s_feeder, Reads(30, Quality.Uncertain), Reads(100)).ShouldBe(Hold);
    }

    [Theory]
    [InlineData(4.9, 50, 50, Abnormal)]
    [InlineData(5, 50, 50, Normal)]
    [InlineData(50, 0, 50, Abnormal)]
    [InlineData(50, 50, 0, Abnormal)]
    [InlineData(0, 5, 5, Normal)]
    [InlineData(0, 5.1, 5.1, Abnormal)]
    [InlineData(0, 0, 0, Normal)]
    public void A_phase_with_less_than_a_tenth_of_the_others_is_lost(double a, double b, double c, ConditionVerdict verdict) =>
        Judge(s_phase, Reads(a), Reads(b), Reads(c)).ShouldBe(verdict);

    [Theory]
    [InlineData(153.9, Abnormal)]
    [InlineData(154, Normal)]
    public void A_phase_below_seven_tenths_of_its_voltage_is_lost(double volts, ConditionVerdict verdict) =>
        Judge(s_phase, Reads(1), Reads(1), Reads(1), Reads(220), Reads(volts), Reads(220)).ShouldBe(verdict);

    [Fact]
    public void What_is_known_may_prove_a_loss_and_normal_needs_everything()
    {
        Judge(s_phase, Reads(1, Quality.Bad), Reads(1), Reads(1), Reads(0), Reads(220), Reads(220)).ShouldBe(Abnormal);
        Judge(s_phase, Reads(50, Quality.Bad), Reads(50), Reads(0)).ShouldBe(Hold);
        Judge(s_phase, Reads(50, Quality.Uncertain), Reads(50), Reads(50)).ShouldBe(Hold);
        Judge(s_phase, Reads(50), Reads(50), Reads(50, silent: true)).ShouldBe(Hold);
    }

    private sealed class Inputs(InputState[] states) : InputView
    {
        public override int Count => states.Length;

        public override InputState this[int index] => states[index];

        public override Point PointOf(int index) => Alarms.TestPoints.Point(index);
    }
}
