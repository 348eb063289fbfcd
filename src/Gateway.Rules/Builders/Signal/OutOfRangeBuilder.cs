using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>outOfRange</c>: against the point's own range; without one only the device's word counts.</summary>
internal sealed class OutOfRangeBuilder : PointBuilder
{
    public override string Type => "outOfRange";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new OutOfRange
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Range = level.Subject.Range,
    };
}
