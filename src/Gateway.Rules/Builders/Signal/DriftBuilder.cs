using System.Globalization;
using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary>
/// <c>drift</c>: limit (share of full scale), window (7 d), siblings (true: against points of the same quantity, where there are leastSiblings, 2), since
/// (day of the last calibration; default that of the point's service record).
/// </summary>
internal sealed class DriftBuilder : PointBuilder
{
    private static readonly string[] s_site = ["since"];

    public override string Type => "drift";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var window = parameters.Duration("window", TimeSpan.FromDays(7));
        var (span, share) = (FullScale.Span(level), parameters.ShareOfFullScale("limit"));
        var (least, since) = (parameters.Count("leastSiblings", 1, 100, 2), Since(level, parameters));
        var siblings = Siblings.Of(level);
        return parameters.Flag("siblings", true) && siblings.Count >= least
            ? new SiblingDrift
            {
                Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [level.Subject.Id, .. siblings.Select(point => point.Id)],
                Span = span, Share = share, Window = window, LeastSiblings = least,
            }
            : new Drift { Id = level.Id, Tier = level.Tier, Basis = level.Basis, Span = span, Share = share, Window = window, Since = since };
    }

    private static DateTimeOffset? Since(LevelContext level, ParameterReader parameters)
    {
        if (!parameters.Has("since"))
        {
            return level.Service?.Calibration?.Last is { } last ? new DateTimeOffset(last, TimeSpan.Zero) : null;
        }

        var text = parameters.Text("since");
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
        {
            return day;
        }

        parameters.Wrong("since", text, "日期，如 2026-03-01", "a day such as 2026-03-01");
        return null;
    }
}
