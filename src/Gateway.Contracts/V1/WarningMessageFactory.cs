using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Alarms.Traffic.Grouping;
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
                reason.Basis.Rule, reason.Basis.Version, reason.Basis.Clause, reason.Basis.ReviewedBy, reason.Basis.IsUnreviewedDefault)
            {
                Source = Text(reason.Basis.Source), Remark = Text(reason.Basis.Remark), Confidence = reason.Basis.Confidence, Law = reason.Basis.IsLaw,
            },
            EventTime = Utc(warning.EventTime),
            ReceivedTime = Utc(warning.ReceivedTime),
            DecidedTime = Utc(warning.DecidedTime),
            Occurrence = warning.Cause.Occurrence > 0 ? $"{warning.Cause.AlarmId}@{warning.Cause.Occurrence}" : null,
            Advice = Text(reason.Advice),
            WhyNotHigher = Text(reason.WhyNotHigher),
            Trust = Text(reason.Trust),
            Inputs = [.. reason.Inputs.Select(i => new WarningInput(i.PointId, Finite(i.Value), i.Unit, Camel(i.Quality), Utc(i.Time)))],
        };
    }

    /// <summary>A summary of folded warnings, in the form of a warning of its gravest point, so that a receiver who knows no summaries still shows it.</summary>
    public static WarningMessage Create(WarningSummary summary, string site)
    {
        var gravest = summary.Points[0];
        return new WarningMessage
        {
            Type = "summary", Id = summary.Id, Site = site, Point = summary.IsFlood ? "flood" : gravest.PointId,
            PointName = summary.IsFlood ? new("报警泛滥", "alarm flood") : new(gravest.PointId, gravest.PointId),
            Device = "", Area = gravest.Zone, Family = "", Unit = "", Tier = Camel(gravest.Tier), FromTier = Camel(gravest.Tier), TierName = TierName(gravest.Tier),
            Raise = false, Alarm = "", Kind = "summary", Quality = "good", Reason = Text(summary.Text),
            Rule = new WarningRule("", "", "", null, UnreviewedDefault: false),
            EventTime = Utc(summary.Until), ReceivedTime = Utc(summary.Until), DecidedTime = Utc(summary.Until),
            Summary = new FoldedWarnings(
                summary.IsFlood, Utc(summary.First), Utc(summary.Until), summary.Warnings,
                [.. summary.Points.Select(p => new FoldedPoint(p.PointId, p.Zone, Camel(p.Tier), p.Warnings, p.Rises))]),
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

    [return: NotNullIfNotNull(nameof(text))]
    private static WarningText? Text(LocalizedText? text) => text is null ? null : new(text.Zh, text.En);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);

    private static string Camel<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
