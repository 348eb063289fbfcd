using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>high</c>: limit, deadband.</summary>
internal sealed class HighLimitBuilder : PointBuilder
{
    public override string Type => "high";

    public override Tightening Tightening => Tightening.Lower;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new HighLimit
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Limit = parameters.Limit(), Deadband = parameters.Difference("deadband", 0),
    };
}
