using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>warmUp</c>: duration (absent: only the flag of the sensor counts), awayFor (60 s).</summary>
internal sealed class WarmUpBuilder : PointBuilder
{
    public override string Type => "warmUp";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new WarmUp
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Lasting = parameters.Duration("duration", TimeSpan.Zero), AwayFor = parameters.Duration("awayFor", TimeSpan.FromSeconds(60)),
    };
}
