using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Edge.Api;

/// <param name="Places">Site, zones, devices and points with a tier, gravest first. What is not in it has none.</param>
public sealed record SiteStandingView(string Site, WarningTier Tier, IReadOnlyList<PlaceView> Places, RiskView Risk);

/// <param name="Tier">After promotion by count.</param>
/// <param name="Highest">The highest alarm alone.</param>
/// <param name="Causes">Ids of the alarms that made it so.</param>
/// <param name="Points">Ids of their points.</param>
public sealed record PlaceView(
    PlaceKind Kind, string Id, WarningTier Tier, WarningTier Highest, IReadOnlyList<string> Causes, IReadOnlyList<string> Points, LocalizedText Why);

/// <param name="Index">0 to 100; ranks sites, warns nobody.</param>
public sealed record RiskView(double Index, IReadOnlyList<RiskPartView> Parts);

/// <param name="Share">Of the index, in its points.</param>
public sealed record RiskPartView(SiteRiskPartKind Kind, double Share, LocalizedText Text);

/// <summary>The motion of a slope point; figures that are not known are null.</summary>
/// <param name="Alarm">The alarm whose window this is: the gravest rule of the point.</param>
/// <param name="Refused">Why there is no forecast to act on; null when there is one.</param>
/// <param name="Forecast">Also there when it is refused, for the expert; then it is no ground for anything.</param>
public sealed record SlopeView(
    string PointId, string Alarm, DateTimeOffset? Time, bool IsKnown, VelocityView Velocity, bool VelocityCounts, VelocityView Fastest, double? FastestWindowDays,
    double? VelocityChange, double? Acceleration, double? AccelerationSigma, bool IsAccelerating, double? TangentAngle, double? V0, double? NoiseMm,
    DateTimeOffset? StepTime, bool HasForecast, LocalizedText? Refused, ForecastView Forecast);

/// <param name="MmPerDay">Positive in the watched direction.</param>
/// <param name="Sigma">mm/d.</param>
public sealed record VelocityView(double? MmPerDay, double? Sigma, int Samples);

/// <param name="Earliest">Inverse velocity, velocities stamped at the middle of their window.</param>
/// <param name="Latest">The same stamped at the end; what rules compare.</param>
/// <param name="ErrorDays">Standard error of the latest.</param>
public sealed record ForecastView(
    DateTimeOffset? Earliest, DateTimeOffset? Latest, double? ErrorDays, double? R2, int Count, DateTimeOffset? WindowStart, DateTimeOffset? WindowEnd,
    DateTimeOffset? Slo, DateTimeOffset? Saito);
