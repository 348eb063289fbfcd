using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>step</c>: factor (6), window (9 samples), run (3), leastSize.</summary>
internal sealed class StepBuilder : PointBuilder
{
    public override string Type => "step";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new StepChange
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Factor = parameters.Number("factor", 6), Window = parameters.Count("window", 5, 99, 9), Run = parameters.Count("run", 2, 100, 3),
        LeastSize = parameters.Difference("leastSize", 0),
    };
}
