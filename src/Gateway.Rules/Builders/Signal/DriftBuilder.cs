using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>drift</c>: limit (share of full scale), window (7 d), siblings (true: against points of the same quantity, where there are two).</summary>
internal sealed class DriftBuilder : PointBuilder
{
    public override string Type => "drift";

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var window = parameters.Duration("window", TimeSpan.FromDays(7));
        var (span, share) = (FullScale.Span(level), parameters.ShareOfFullScale("limit"));
        var siblings = Siblings.Of(level);
        return parameters.Flag("siblings", true) && siblings.Count > 1
            ? new SiblingDrift
            {
                Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [level.Subject.Id, .. siblings.Select(point => point.Id)],
                Span = span, Share = share, Window = window,
            }
            : new Drift { Id = level.Id, Tier = level.Tier, Basis = level.Basis, Span = span, Share = share, Window = window };
    }
}
