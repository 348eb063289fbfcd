using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>offline</c>: after (how long it is borne).</summary>
internal sealed class OfflineBuilder : IConditionBuilder
{
    public string Type => "offline";

    public IReadOnlyList<Packs.RuleScope> Scopes { get; } = [Packs.RuleScope.Point];

    public Tightening Tightening => Tightening.None;

    public Condition? Build(LevelContext level)
    {
        var after = level.Parameters.Duration("after", level.Level.OnDelay);
        return level.Parameters.Failed
            ? null
            : level.Finished(new Offline { Id = level.Id, Tier = level.Tier, Basis = level.Basis }) with { OnDelay = after };
    }
}
