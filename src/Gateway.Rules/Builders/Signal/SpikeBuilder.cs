using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>spike</c>: factor (6), window (9 samples), perHour (5), leastSize.</summary>
internal sealed class SpikeBuilder : PointBuilder
{
    public override string Type => "spike";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new Spike
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Factor = parameters.Number("factor", 6), Window = parameters.Count("window", 5, 99, 9), PerHour = parameters.Count("perHour", 0, 3600, 5),
        LeastSize = parameters.Difference("leastSize", 0),
    };
}
