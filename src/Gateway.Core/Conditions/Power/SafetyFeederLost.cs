using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Ventilation, dust removal, drainage or cooling takes no power while production runs: feeder below <see cref="Share"/> of its run power while
/// u of the main meter is above <see cref="Utilisation"/> (domain rule 4.3). Inputs: the feeder, then the main meter. A meter that is bad or silent
/// holds: it proves nothing, and has an alarm of its own.
/// </summary>
public sealed record SafetyFeederLost : JointCondition
{
    /// <summary>Run power of the feeder, in its unit, above 0.</summary>
    public required double FeederRun { get; init; }

    /// <summary>S of the main meter, in its unit.</summary>
    public required double Standby { get; init; }

    /// <summary>R of the main meter, in its unit, above <see cref="Standby"/>.</summary>
    public required double Run { get; init; }

    /// <summary>0 to 1. Default 0.1.</summary>
    public double Share { get; init; } = 0.1;

    /// <summary>0 to 1. Default 0.2.</summary>
    public double Utilisation { get; init; } = 0.2;

    public override ConditionKind Kind => ConditionKind.SafetyFeederLost;

    public override bool HearsTiers => false;

    public override double Threshold => Share * FeederRun;

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var feeder = sample.Inputs[0];
        var main = sample.Inputs[1];
        if (!JointInputs.IsUsable(feeder) || !JointInputs.IsUsable(main))
        {
            return ConditionVerdict.Hold;
        }

        if (feeder.Last.Value < Share * FeederRun && Use(main) > Utilisation)
        {
            return ConditionVerdict.Abnormal;
        }

        return feeder.Last.Quality.IsGood() && main.Last.Quality.IsGood() ? ConditionVerdict.Normal : ConditionVerdict.Hold;
    }

    private double Use(in InputState main) => new LoadLevels(Standby, Run, 0).UtilisationOf(main.Last.Value);

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var feeder = sample.Inputs.PointOf(0);
        var power = LimitWords.Number(sample.Inputs[0].Last.Value, feeder.Unit);
        var run = LimitWords.Number(FeederRun, feeder.Unit);
        var use = LimitWords.Percent(Use(sample.Inputs[1]));
        var what = new LocalizedText(
            $"{feeder.Name.Zh} 功率 {power}（运行功率 {run}，下限 {LimitWords.Percent(Share)}），主表负荷率 {use}（界限 {LimitWords.Percent(Utilisation)}）",
            $"{feeder.Name.En} takes {power} (run power {run}, least {LimitWords.Percent(Share)}) at a utilisation of {use} of the main "
                + $"meter (limit {LimitWords.Percent(Utilisation)})");
        return happened == AlarmEvent.Raised
            ? PowerWords.Suspected(new($"生产中安全设施失电：{what.Zh}", $"loss of a safety feeder during production: {what.En}"))
            : PowerWords.Over(what);
    }
}
