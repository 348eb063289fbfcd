using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>massOffline</c>: share (50 %), within (5 min).</summary>
internal sealed class MassOfflineBuilder : JointBuilder
{
    public override string Type => "massOffline";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new MassOffline
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [.. Ids(level)],
        Share = parameters.Share("share", 0.5), Within = parameters.Duration("within", TimeSpan.FromMinutes(5)),
    };
}
