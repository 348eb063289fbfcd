using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>ceiling</c>: limit (MAC), deadband.</summary>
internal sealed class CeilingBuilder : PointBuilder
{
    public override string Type => "ceiling";

    public override Tightening Tightening => Tightening.Lower;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new Ceiling
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.Limit(), Deadband = parameters.Difference("deadband", 0),
    };
}
