using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>band</c>: centre, half width = limit, deadband.</summary>
internal sealed class BandBuilder : PointBuilder
{
    private static readonly string[] s_site = ["centre"];

    public override string Type => "band";

    public override Tightening Tightening => Tightening.Lower;

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new BandLimit
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Centre = parameters.Value("centre"), HalfWidth = parameters.Difference("limit"), Deadband = parameters.Difference("deadband", 0),
    };
}
