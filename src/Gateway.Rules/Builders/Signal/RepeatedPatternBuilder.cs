using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>repeatedPattern</c>: length (30 samples), history (2048 samples), leastBits (80).</summary>
internal sealed class RepeatedPatternBuilder : PointBuilder
{
    public override string Type => "repeatedPattern";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new RepeatedPattern
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Length = parameters.Count("length", 2, 1000, 30), History = parameters.Count("history", 64, 65_536, 2048),
        LeastBits = parameters.Number("leastBits", 80),
    };
}
