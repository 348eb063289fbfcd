using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>outOfService</c>: after (how long it is borne).</summary>
internal sealed class OutOfServiceBuilder : IConditionBuilder
{
    public string Type => "outOfService";

    public IReadOnlyList<Packs.RuleScope> Scopes { get; } = [Packs.RuleScope.Point];

    public Tightening Tightening => Tightening.None;

    public Condition? Build(LevelContext level)
    {
        var after = level.Parameters.Duration("after", level.Level.OnDelay);
        return level.Parameters.Failed
            ? null
            : level.Finished(new OutOfService { Id = level.Id, Tier = level.Tier, Basis = level.Basis }) with { OnDelay = after };
    }
}
