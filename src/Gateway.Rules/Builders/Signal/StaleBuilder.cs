using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Builders;

/// <summary><c>stale</c>: after, above zero.</summary>
internal sealed class StaleBuilder : PointBuilder
{
    public override string Type => "stale";

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var after = parameters.Duration("after");
        if (after <= TimeSpan.Zero && !parameters.Failed)
        {
            parameters.Wrong("after", after.ToString(), DurationText.AllowedZh, DurationText.AllowedEn);
        }

        return new Stale { Id = level.Id, Tier = level.Tier, Basis = level.Basis, After = after };
    }
}
