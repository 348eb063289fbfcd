using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>outOfService</c>: after (how long it is borne).</summary>
internal sealed class OutOfServiceBuilder : PointBuilder
{
    public override string Type => "outOfService";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new OutOfService
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
    };

    protected override TimeSpan OnDelay(LevelContext level) => level.Parameters.Duration("after", level.Level.OnDelay);
}
