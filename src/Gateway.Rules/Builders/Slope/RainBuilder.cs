using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>rain</c>: limit, window, deadband, counter (true: the point counts up).</summary>
internal sealed class RainBuilder : PointBuilder
{
    public override string Type => "rain";

    public override Tightening Tightening => Tightening.Lower;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new RainLimit
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.In("mm", "limit"), Window = parameters.Duration("window"), Deadband = parameters.In("mm", "deadband", 0),
        Counter = parameters.Flag("counter", false),
    };
}
