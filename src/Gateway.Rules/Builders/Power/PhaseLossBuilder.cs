using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>phaseLoss</c>: share (10 %), meanAbove (5 %), ratedCurrent (the site gives it). Hangs on a device with three currents.</summary>
internal sealed class PhaseLossBuilder : JointBuilder
{
    private static readonly string[] s_site = ["ratedCurrent"];

    public override string Type => "phaseLoss";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        if (level.Members.Count != 3)
        {
            parameters.Leave($"需要三相电流，此处有 {level.Members.Count} 个测点", $"three phase currents are needed, {level.Members.Count} points are here");
        }

        return new PhaseLoss
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [.. Ids(level)], RatedCurrent = parameters.SiteValue("ratedCurrent"),
            CurrentShare = parameters.Share("share", 0.1), LoadShare = parameters.Share("meanAbove", 0.05),
        };
    }
}
