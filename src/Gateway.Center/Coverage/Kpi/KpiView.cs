using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Coverage.Kpi;

/// <summary><c>Kpi</c> of api/types: figures of EEMUA 191 / ISA-18.2 and how fast people answered. Drills and proofs are never counted.</summary>
/// <param name="From">Begin of the shift that holds the time asked for: figures are of whole shifts.</param>
/// <param name="Shifts">Of all sites together, oldest first; the last may still run.</param>
/// <param name="Trend">The eight weeks before <paramref name="To"/>, oldest first.</param>
/// <param name="IsCut">True when there was more than is read at once, so that all figures are too small.</param>
public sealed record KpiView(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyList<KpiFigure> Figures, IReadOnlyList<SiteKpi> BySite, IReadOnlyList<TopPoint> Top,
    IReadOnlyList<ResponseKpi> Response, IReadOnlyList<ShiftKpi> Shifts, IReadOnlyList<WeekKpi> Trend, bool IsCut);

/// <param name="Value">Null when there is nothing to count from.</param>
/// <param name="Reference">Acceptable and, behind a slash, the most that can be managed, with their source.</param>
/// <param name="State"><c>good</c>, <c>attention</c>, <c>bad</c> or <c>unknown</c>.</param>
public sealed record KpiFigure(string Id, LocalizedText Name, double? Value, string Unit, string Reference, string State);

/// <param name="Alarms">Times an alarm asked for attention.</param>
/// <param name="PerOperatorPerHour">One operator position a site.</param>
/// <param name="Standing">Alarms active for more than 24 hours at the end.</param>
public sealed record SiteKpi(string Site, LocalizedText Name, long Alarms, double? PerOperatorPerHour, int Floods, int Chattering, int Standing, double PercentInFlood);

/// <param name="Share">Of all alarms, 0 to 1.</param>
public sealed record TopPoint(string Site, string Point, LocalizedText Name, int Times, double Share);

/// <summary>From what happened to people, by tier of the incident; seconds. Null when there is none to count.</summary>
/// <param name="Warnings">Incidents.</param>
/// <param name="Acknowledged">How many of them somebody acknowledged; the others have no time and are not in the percentiles.</param>
/// <param name="DetectionToBoardP50S">From the event at the site to the commit at the center.</param>
public sealed record ResponseKpi(
    WarningTier Tier, int Warnings, int Acknowledged, int Released, double? DetectionToBoardP50S, double? DetectionToBoardP90S, double? ToAcknowledgeP50S,
    double? ToAcknowledgeP90S, double? ToReleaseP50S, double? ToReleaseP90S);

public sealed record ShiftKpi(DateTimeOffset From, DateTimeOffset To, long Alarms, long PeakPer10Minutes, int Floods, double PercentInFlood);

public sealed record WeekKpi(DateTimeOffset From, DateTimeOffset To, int Warnings, int Incidents, double? ToAcknowledgeP50S);
