using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>undeclared</c>: utilisation (30 %), slots or duration, from (22:00), until (06:00), declared (from/until), standby, run.</summary>
internal sealed class UndeclaredBuilder : PointBuilder
{
    private static readonly string[] s_site = [.. PowerParameters.SiteParameters, "declared", "standby", "run"];

    public override string Type => "undeclared";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new UndeclaredUse
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Calendar = PowerParameters.Calendar(level), Excluded = PowerParameters.Periods(parameters, "outages"),
        Utilisation = parameters.Share("utilisation", 0.3), Slots = PowerParameters.Slots(parameters, 4),
        From = PowerParameters.TimeOfDay(parameters, "from", "22:00"), Until = PowerParameters.TimeOfDay(parameters, "until", "06:00"),
        Declared = PowerParameters.Periods(parameters, "declared"),
        Standby = PowerParameters.Optional(parameters, "standby"), Run = PowerParameters.Optional(parameters, "run"),
    };
}
