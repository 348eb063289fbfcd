using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary>What builders of conditions of a single point share.</summary>
public abstract class PointBuilder : IConditionBuilder
{
    private static readonly IReadOnlyList<RuleScope> s_point = [RuleScope.Point];

    public abstract string Type { get; }

    public virtual IReadOnlyList<RuleScope> Scopes => s_point;

    public virtual Tightening Tightening => Tightening.None;

    public virtual IReadOnlyList<string> SiteParameters(PackRule rule) => [];

    public Condition? Build(LevelContext level)
    {
        var condition = Create(level, level.Parameters);
        var onDelay = OnDelay(level);
        return level.Parameters.Failed ? null : level.Finished(condition) with { OnDelay = onDelay };
    }

    /// <summary>The on-delay; types whose parameter it is read it here.</summary>
    protected virtual TimeSpan OnDelay(LevelContext level) => level.Level.OnDelay;

    /// <summary>The condition without delays and latch. May hold neutral figures after an error: it is thrown away then.</summary>
    protected abstract Condition Create(LevelContext level, ParameterReader parameters);
}
