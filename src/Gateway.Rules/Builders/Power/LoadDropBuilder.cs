using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>loadDrop</c>: share (80 %), slots or duration (2 quarters), leastLoad.</summary>
internal sealed class LoadDropBuilder : PointBuilder
{
    private static readonly string[] s_site = [.. PowerParameters.SiteParameters, "leastLoad"];

    public override string Type => "loadDrop";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new LoadDrop
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Calendar = PowerParameters.Calendar(level), Excluded = PowerParameters.Periods(parameters, "outages"),
        Share = parameters.Share("share", 0.8), Slots = PowerParameters.Slots(parameters, 2), LeastLoad = parameters.Value("leastLoad", 0),
    };
}
