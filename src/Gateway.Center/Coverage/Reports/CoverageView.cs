using Gateway.Core.Measurements;

namespace Gateway.Center.Coverage.Reports;

/// <summary><c>Coverage</c> of api/types: who must be connected, who is, and whether what is fitted is in use.</summary>
/// <param name="ByTown">Totals of each town or functional zone; sites of none under null.</param>
/// <param name="ByIndustry">Totals of each industry; sites without one under null.</param>
public sealed record CoverageView(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyList<MustRow> Must, CoverageTotals Totals, IReadOnlyList<SiteCoverage> Sites,
    IReadOnlyList<GroupTotals> ByTown, IReadOnlyList<GroupTotals> ByIndustry);

/// <summary>One rule of who must be connected.</summary>
/// <param name="Clause">Document and clause.</param>
/// <param name="Due">Day by which; null when the document names none.</param>
/// <param name="Unknown">Sites of which nobody entered what the rule asks for: neither yes nor no.</param>
public sealed record MustRow(
    string Rule, LocalizedText Name, string Clause, DateOnly? Due, IReadOnlyList<MustSite> Sites, IReadOnlyList<UnknownSite> Unknown);

/// <param name="Used">Online, its points in use, and no sign of built-but-not-used.</param>
/// <param name="Late">Not connected by the day it was due, or connected after it.</param>
public sealed record MustSite(string Site, LocalizedText Name, bool Connected, DateTimeOffset? Since, bool Used, bool Late);

/// <param name="Missing">Attributes to be entered.</param>
public sealed record UnknownSite(string Site, LocalizedText Name, IReadOnlyList<string> Missing);

/// <summary>Rates are 0 to 1; null where there is nothing to take a share of.</summary>
/// <param name="Must">Sites that must be connected by one rule or more.</param>
/// <param name="Unknown">Sites of which no rule says must and at least one cannot tell.</param>
public sealed record CoverageTotals(int Sites, int Must, int Connected, double? Rate, int Unknown, double? OnlineRate, int Fitted, int Missing, int InUse, double? FittedAndInUseRate);

public sealed record GroupTotals(string? Id, LocalizedText? Name, CoverageTotals Totals);

/// <param name="Fitted">Measured points there are.</param>
/// <param name="Missing">Points its scenarios demand that are not there.</param>
/// <param name="Rate">In use, of what is fitted or missing.</param>
/// <param name="PointOnlineRate">Mean share of the time with a usable value.</param>
/// <param name="NotInUse">Points not in use, and why.</param>
/// <param name="BuiltNotUsed"><see cref="Usage.BuiltNotUsed.Words"/>.</param>
/// <param name="Disturbances">Raises per point, most first, at most 10.</param>
public sealed record SiteCoverage(
    string Site, LocalizedText Name, LocalizedText? Town, string? Industry, DateTimeOffset? ConnectedSince, double? OnlineRate, double? PointOnlineRate, int Fitted, int Missing,
    int InUse, double? Rate, IReadOnlyList<string> BuiltNotUsed, IReadOnlyList<MissingPoint> MissingPoints, IReadOnlyList<UnusedPoint> NotInUse,
    IReadOnlyList<Disturbance> Disturbances);

public sealed record MissingPoint(string Scenario, string Place, string Role, int Found, int AtLeast, LocalizedText Text);

/// <param name="Share">Of the time with a usable value.</param>
public sealed record UnusedPoint(string Point, LocalizedText Name, string Device, double? Share, IReadOnlyList<string> Why);

public sealed record Disturbance(string Point, LocalizedText Name, int Times);
