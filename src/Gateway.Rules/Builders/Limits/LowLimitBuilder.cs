using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>low</c>: limit, deadband.</summary>
internal sealed class LowLimitBuilder : PointBuilder
{
    public override string Type => "low";

    public override Tightening Tightening => Tightening.Higher;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new LowLimit
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Limit = parameters.Limit(), Deadband = parameters.Difference("deadband", 0),
    };
}
