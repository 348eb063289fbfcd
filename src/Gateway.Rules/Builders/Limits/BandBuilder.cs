using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>band</c>: centre, half width = limit, deadband.</summary>
internal sealed class BandBuilder : PointBuilder
{
    public override string Type => "band";

    public override Tightening Tightening => Tightening.Lower;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new BandLimit
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Centre = parameters.Value("centre"), HalfWidth = parameters.Difference("limit"), Deadband = parameters.Difference("deadband", 0),
    };
}
