using Gateway.Core.Conditions;
using Gateway.Core.Warnings;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>neighbours</c>: count (2), from (orange), rising (true), and those of all slope types.</summary>
internal sealed class SlopeNeighboursBuilder : JointBuilder
{
    public override string Type => "neighbours";

    private static readonly string[] s_from = ["blue", "yellow", "orange", "red"];

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => SlopeSettingsReader.SiteParameters;

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        if (!parameters.Flag("rising", true))
        {
            parameters.Wrong("rising", "false", "true：只计速率上升的测点", "true: only points whose velocity rises count");
        }

        var count = parameters.Count("count", 2, 100, 2);
        if (level.Members.Count < count && !level.IsTrial)
        {
            parameters.Leave($"此处只有 {level.Members.Count} 个测点", $"only {level.Members.Count} points here");
        }

        return new SlopeNeighbours
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [.. Ids(level)], Motion = SlopeSettingsReader.Read(parameters), Count = count,
            From = Enum.Parse<WarningTier>(parameters.Word("from", s_from, "orange"), ignoreCase: true),
        };
    }
}
