using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary>What builders of conditions over the points of a place share.</summary>
public abstract class JointBuilder : IConditionBuilder
{
    private static readonly IReadOnlyList<RuleScope> s_places = [RuleScope.Device, RuleScope.Zone, RuleScope.Site];

    public abstract string Type { get; }

    public virtual IReadOnlyList<RuleScope> Scopes => s_places;

    public virtual bool IsPerMember => false;

    public Tightening Tightening => Tightening.None;

    public virtual IReadOnlyList<string> SiteParameters(PackRule rule) => [];

    public Condition? Build(LevelContext level)
    {
        var condition = Create(level, level.Parameters);
        return level.Parameters.Failed || condition is null ? null : level.Finished(condition);
    }

    /// <summary>The condition without delays and latch; null after an error that leaves nothing to build.</summary>
    protected abstract Condition? Create(LevelContext level, ParameterReader parameters);

    protected static IEnumerable<string> Ids(LevelContext level) => level.Members.Select(point => point.Id);
}
