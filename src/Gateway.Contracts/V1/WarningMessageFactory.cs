using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Contracts.V1;

/// <summary>From the domain's warning to the wire.</summary>
public static class WarningMessageFactory
{
    /// <param name="site">Id of the site the gateway stands on.</param>
    public static WarningMessage Create(WarningEvent warning, string site)
    {
        var reason = warning.Cause.Reason;
        return new WarningMessage
        {
            Id = warning.Id,
            Site = site,
            Point = warning.Point.Id,
            PointName = Text(warning.Point.Name),
            Device = warning.Point.Device,
            Area = warning.Point.Area,
            Family = warning.Point.Family,
            Unit = warning.Point.Unit,
            Tier = Camel(warning.To),
            FromTier = Camel(warning.From),
            TierName = TierName(warning.To),
            Raise = warning.IsRaise,
            Alarm = warning.Cause.AlarmId,
            Kind = Camel(reason.Kind),
            Value = Finite(reason.Value),
            Limit = Finite(reason.Limit),
            Quality = Camel(reason.Quality),
            Reason = Text(reason.Text),
            Rule = new WarningRule(
                reason.Basis.Rule, reason.Basis.Version, reason.Basis.Clause, reason.Basis.ReviewedBy, reason.Basis.IsUnreviewedDefault),
            EventTime = Utc(warning.EventTime),
            ReceivedTime = Utc(warning.ReceivedTime),
            DecidedTime = Utc(warning.DecidedTime),
        };
    }

    /// <summary>The tier as people say it.</summary>
    public static WarningText TierName(WarningTier tier) => tier switch
    {
        WarningTier.Red => new("红色预警（Ⅰ级）", "red (I)"),
        WarningTier.Orange => new("橙色预警（Ⅱ级）", "orange (II)"),
        WarningTier.Yellow => new("黄色预警（Ⅲ级）", "yellow (III)"),
        WarningTier.Blue => new("蓝色预警（Ⅳ级）", "blue (IV)"),
        _ => new("无预警", "no warning"),
    };

    private static WarningText Text(LocalizedText text) => new(text.Zh, text.En);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);

    private static string Camel<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
