using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>outOfRange</c>: against the point's own range and tolerance (share of full scale beyond either end, default 0); without a range only the device's word counts.</summary>
internal sealed class OutOfRangeBuilder : PointBuilder
{
    public override string Type => "outOfRange";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new OutOfRange
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Range = level.Subject.Range,
        Tolerance = parameters.Has("tolerance") ? parameters.ShareOfFullScale("tolerance") : 0,
    };
}
