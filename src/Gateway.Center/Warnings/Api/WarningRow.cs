using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Contracts.V1;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings.Api;

/// <summary>As <c>WarningRow</c> in api/types.</summary>
public sealed record WarningRow
{
    public required string Key { get; init; }

    public required string Site { get; init; }

    public required LocalizedText SiteName { get; init; }

    public required string Edge { get; init; }

    public required string Point { get; init; }

    public required WarningText PointName { get; init; }

    public required string Zone { get; init; }

    public required string Family { get; init; }

    public required WarningTier Tier { get; init; }

    public required WarningTier FromTier { get; init; }

    public required bool Raise { get; init; }

    public required bool Reminder { get; init; }

    public required double? Value { get; init; }

    public required double? Limit { get; init; }

    public required string Unit { get; init; }

    public required WarningText Reason { get; init; }

    public required WarningText? Advice { get; init; }

    public required WarningText? WhyNotHigher { get; init; }

    public required WarningText? Trust { get; init; }

    public required RuleRow Rule { get; init; }

    public required IReadOnlyList<WarningInput> Inputs { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public required DateTimeOffset DecidedTime { get; init; }

    public required DateTimeOffset ReceivedTime { get; init; }

    public required bool Historical { get; init; }

    public required bool Drill { get; init; }

    public required string? Incident { get; init; }

    public static WarningRow Of(Warning warning, Site? site)
    {
        var message = JsonSerializer.Deserialize<WarningMessage>(warning.Body, CenterJson.Options)!;
        return new WarningRow
        {
            Key = warning.Key, Site = warning.SiteId, SiteName = site is null ? new(warning.SiteId, warning.SiteId) : new(site.NameZh, site.NameEn), Edge = warning.EdgeId,
            Point = warning.PointId, PointName = message.PointName, Zone = warning.Zone, Family = warning.Family, Tier = warning.Tier, FromTier = warning.FromTier,
            Raise = warning.IsRaise, Reminder = message.Type != "summary" && warning.IsRaise && warning.Tier == warning.FromTier, Value = message.Value, Limit = message.Limit,
            Unit = message.Unit, Reason = message.Reason, Advice = message.Advice, WhyNotHigher = message.WhyNotHigher, Trust = message.Trust,
            Rule = RuleRow.Of(message.Rule), Inputs = message.Inputs, EventTime = warning.EventTime, DecidedTime = warning.DecidedTime, ReceivedTime = warning.ReceivedTime,
            Historical = warning.IsHistorical, Drill = warning.IsDrill, Incident = warning.IncidentId,
        };
    }
}

/// <summary>The rule of a warning, as api/types wants it.</summary>
public sealed record RuleRow(
    string Id, string Version, string Clause, bool UnreviewedDefault, bool Law, string Confidence, WarningText? Source, WarningText? Remark)
{
    public static RuleRow Of(WarningRule rule) =>
        new(rule.Id, rule.Version, rule.Clause, rule.UnreviewedDefault, rule.Law, rule.Confidence, rule.Source, rule.Remark);
}
