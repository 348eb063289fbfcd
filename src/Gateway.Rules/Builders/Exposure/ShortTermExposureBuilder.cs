using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>stel</c>: limit, window (15 min), coverage (75 %), deadband.</summary>
internal sealed class ShortTermExposureBuilder : PointBuilder
{
    public override string Type => "stel";

    public override Tightening Tightening => Tightening.Lower;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new ShortTermExposure
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.Limit(), Deadband = parameters.Difference("deadband", 0),
        Window = parameters.Duration("window", TimeSpan.FromMinutes(15)), Coverage = parameters.Share("coverage", 0.75),
    };
}
