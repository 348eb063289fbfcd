using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>impossibleRate</c>: limit (a rate), tolerance.</summary>
internal sealed class ImpossibleRateBuilder : PointBuilder
{
    public override string Type => "impossibleRate";

    public override Tightening Tightening => Tightening.Lower;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new ImpossibleRate
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.Rate("limit") / 60, Tolerance = parameters.Difference("tolerance", 0),
    };
}
