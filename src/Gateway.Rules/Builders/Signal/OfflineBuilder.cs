using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>offline</c>: after (how long it is borne).</summary>
internal sealed class OfflineBuilder : PointBuilder
{
    public override string Type => "offline";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new Offline
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
    };

    protected override TimeSpan OnDelay(LevelContext level) => level.Parameters.Duration("after", level.Level.OnDelay);
}
