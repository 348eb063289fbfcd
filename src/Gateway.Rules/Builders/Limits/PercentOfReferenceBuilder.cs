using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>percentOfReference</c>: limit (a share), reference (in the unit of the point; a name such as rated is for the site to give), direction high | low, deadband (a share).</summary>
internal sealed class PercentOfReferenceBuilder : PointBuilder
{
    private static readonly string[] s_site = ["reference"];

    public override string Type => "percentOfReference";

    public override Tightening Tightening => Tightening.Lower;

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new PercentOfReference
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.Share("limit") * 100, Reference = parameters.SiteValue("reference"), Deadband = parameters.Share("deadband", 0) * 100,
        Direction = Direction.Read(parameters),
    };
}
