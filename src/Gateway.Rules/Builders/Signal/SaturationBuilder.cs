using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>saturation</c>: duration (how long it is borne), deadband, catalytic.</summary>
internal sealed class SaturationBuilder : PointBuilder
{
    public override string Type => "saturation";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new Saturation
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        FullScale = FullScale.High(level), Deadband = parameters.Difference("deadband", 0), Catalytic = parameters.Flag("catalytic", false),
    };

    protected override TimeSpan OnDelay(LevelContext level) => level.Parameters.Duration("duration", level.Level.OnDelay);
}
