using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>lostDuringRise</c>: of (the limit), fraction (50 %), after (30 s), window (10 min), leastRise (20 %).</summary>
internal sealed class LostDuringRiseBuilder : PointBuilder
{
    public override string Type => "lostDuringRise";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new LostDuringRise
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.Value("of"), Share = parameters.Share("fraction", 0.5), After = parameters.Duration("after", TimeSpan.FromSeconds(30)),
        Window = parameters.Duration("window", TimeSpan.FromMinutes(10)), LeastRise = parameters.Share("leastRise", 0.2),
    };
}
