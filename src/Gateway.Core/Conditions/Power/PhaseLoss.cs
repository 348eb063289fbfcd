using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// A phase is gone (domain rule 4.2): its current is below <see cref="CurrentShare"/> of the mean of the other two while that mean is above
/// <see cref="LoadShare"/> of the rated current; or its voltage is below <see cref="VoltageShare"/> of the rated one. Inputs: the three currents, and
/// optionally the three phase voltages after them. What is known may prove a loss; normal needs all of them good.
/// </summary>
public sealed record PhaseLoss : JointCondition
{
    private const int Phases = 3;

    /// <summary>Ampere, above 0.</summary>
    public required double RatedCurrent { get; init; }

    /// <summary>Phase to neutral, volt. Default 220.</summary>
    public double RatedVoltage { get; init; } = 220;

    /// <summary>0 to 1. Default 0.1.</summary>
    public double CurrentShare { get; init; } = 0.1;

    /// <summary>0 to 1. Default 0.05.</summary>
    public double LoadShare { get; init; } = 0.05;

    /// <summary>0 to 1. Default 0.7.</summary>
    public double VoltageShare { get; init; } = 0.7;

    public override ConditionKind Kind => ConditionKind.PhaseLoss;

    public override bool HearsTiers => false;

    public override double Threshold => CurrentShare;

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        if (LostPhase(sample.Inputs) >= 0)
        {
            return ConditionVerdict.Abnormal;
        }

        for (var i = 0; i < sample.Inputs.Count; i++)
        {
            var input = sample.Inputs[i];
            if (!JointInputs.IsUsable(input) || !input.Last.Quality.IsGood())
            {
                return ConditionVerdict.Hold;
            }
        }

        return ConditionVerdict.Normal;
    }

    /// <summary>Index of the input that shows the loss; -1 when none does.</summary>
    private int LostPhase(InputView inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (i < Phases ? HasLostCurrent(inputs, i) : HasLostVoltage(inputs[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private bool HasLostCurrent(InputView inputs, int phase)
    {
        var (own, one, other) = (inputs[phase], inputs[(phase + 1) % Phases], inputs[(phase + 2) % Phases]);
        if (!JointInputs.IsUsable(own) || !JointInputs.IsUsable(one) || !JointInputs.IsUsable(other))
        {
            return false;
        }

        var mean = (Math.Abs(one.Last.Value) + Math.Abs(other.Last.Value)) / 2;
        return mean > LoadShare * RatedCurrent && Math.Abs(own.Last.Value) < CurrentShare * mean;
    }

    private bool HasLostVoltage(in InputState input) => JointInputs.IsUsable(input) && input.Last.Value < VoltageShare * RatedVoltage;

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var values = string.Join(", ", Enumerable.Range(0, sample.Inputs.Count).Select(Number(sample.Inputs)));
        var lost = LostPhase(sample.Inputs);
        if (happened != AlarmEvent.Raised || lost < 0)
        {
            return PowerWords.Over(new($"不再有缺相迹象（{values}）", $"no loss of a phase is seen any more ({values})"));
        }

        var name = sample.Inputs.PointOf(lost).Name;
        return PowerWords.Suspected(lost < Phases
            ? new($"缺相：{name.Zh} 低于其余两相均值的 {LimitWords.Percent(CurrentShare)}（{values}）",
                $"loss of a phase: {name.En} is below {LimitWords.Percent(CurrentShare)} of the mean of the other two ({values})")
            : new($"缺相：{name.Zh} 低于额定电压的 {LimitWords.Percent(VoltageShare)}（{values}）",
                $"loss of a phase: {name.En} is below {LimitWords.Percent(VoltageShare)} of the rated voltage ({values})"));
    }

    private static Func<int, string> Number(InputView inputs) => i => LimitWords.Number(inputs[i].Last.Value, inputs.PointOf(i).Unit);
}
