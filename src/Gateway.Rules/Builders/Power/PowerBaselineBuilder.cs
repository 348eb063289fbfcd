using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>powerBaseline</c>: sigmas (4), slots or duration (4 quarters).</summary>
internal sealed class PowerBaselineBuilder : PointBuilder
{
    public override string Type => "powerBaseline";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => PowerParameters.SiteParameters;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new PowerBaseline
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Calendar = PowerParameters.Calendar(level), Excluded = PowerParameters.Periods(parameters, "outages"),
        Sigmas = parameters.Number("sigmas", 4), Slots = PowerParameters.Slots(parameters, 4),
    };
}
