using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>suspension</c>: orders (from/until, the site gives them), utilisation or the standby rule (sigmas 3, share 15 %), slots or duration, days, exempt, standby, run.</summary>
internal sealed class SuspensionBuilder : PointBuilder
{
    private static readonly string[] s_site = [.. PowerParameters.SiteParameters, "orders", "standby", "run", "exempt"];

    public override string Type => "suspension";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        Fixed(parameters, "sigmas", parameters.Number("sigmas", 3), 3);
        Fixed(parameters, "share", parameters.Share("share", 0.15), 0.15);
        var orders = PowerParameters.Periods(parameters, "orders");
        if (orders.Count == 0 && !level.IsTrial)
        {
            parameters.Needs("orders");
        }

        return new SuspendedUse
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis, Calendar = PowerParameters.Calendar(level), Excluded = PowerParameters.Periods(parameters, "outages"), Suspensions = orders,
            Utilisation = parameters.Has("utilisation") ? parameters.Share("utilisation") : null, Slots = PowerParameters.Slots(parameters, 2),
            Days = parameters.Count("days", 0, 30, 0), Exempt = parameters.Value("exempt", 0),
            Standby = PowerParameters.Optional(parameters, "standby"), Run = PowerParameters.Optional(parameters, "run"),
        };
    }

    // Figures of the standby rule that the condition has built in (domain-rules 4.3): told when a pack means others.
    private static void Fixed(ParameterReader parameters, string name, double written, double only)
    {
        if (Math.Abs(written - only) > 1e-9)
        {
            parameters.Wrong(name, written.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{only}", $"{only}");
        }
    }
}
