using System.Security.Cryptography;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Edge.Configuration;

namespace Gateway.Edge.Uplink.Standing;

/// <summary>What stands at the site, from the configuration and the plan in force. Equal inputs give an equal hash. Stateless.</summary>
internal static class TableBuilder
{
    public static TableMessage Build(EdgeOptions options, IReadOnlyList<PointPlan> plan)
    {
        var table = new TableMessage
        {
            Hash = "", SiteName = Text(options.Site.Name), Scenarios = options.Site.Scenarios,
            Zones = [.. options.Zones.Select(zone => new ZoneEntry(zone.Id, Text(zone.Name)))],
            Points = [.. plan.Select(item => Entry(item.Point, item.Conditions))],
            RulePacks = [.. options.Compiled.Packs.Select(pack => pack.Pack.Replace('/', ' '))],
        };
        return table with { Hash = Convert.ToHexStringLower(SHA256.HashData(LinkJson.Encode(table))) };
    }

    private static PointEntry Entry(Point point, IEnumerable<Condition> conditions) => new()
    {
        Id = point.Id, Name = Text(point.Name), Unit = point.Unit, Family = point.Family, Quantity = point.Quantity, Role = point.Role,
        Substance = point.Substance, Device = point.Device, Area = point.Area, Zone = point.Zone, IsDerived = point.IsDerived,
        RangeLow = Finite(point.Range?.Low), RangeHigh = Finite(point.Range?.High),
        Limits = [.. conditions.Where(condition => condition is HighLimit or LowLimit && double.IsFinite(condition.Threshold)).Select(Limit)],
    };

    private static LimitEntry Limit(Condition condition) => new(
        condition.Tier.ToString().ToLowerInvariant(), condition is HighLimit ? "high" : "low", condition.Threshold, condition.Basis.Clause,
        condition.Basis.IsUnreviewedDefault);

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static WarningText Text(LocalizedText text) => new(text.Zh, text.En);
}
