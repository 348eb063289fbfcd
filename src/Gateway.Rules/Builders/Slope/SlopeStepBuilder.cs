using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>slopeStep</c>: limit, and those of all slope types.</summary>
internal sealed class SlopeStepBuilder : PointBuilder
{
    public override string Type => "slopeStep";

    public override Tightening Tightening => Tightening.Lower;

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => SlopeSettingsReader.SiteParameters;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new SlopeStep
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.In("mm", "limit"), Motion = SlopeSettingsReader.Read(parameters),
    };
}
