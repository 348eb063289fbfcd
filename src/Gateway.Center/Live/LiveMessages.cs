using Gateway.Center.Warnings.Api;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Live;

/// <summary>As <c>LiveChange</c> in api/types. Kind <c>live.skipped</c> tells that changes were left out: ask the API again.</summary>
public sealed record LiveChange(long Sequence, string Kind, string Subject, string? Site, WarningTier? Tier, bool Drill, WarningRow? Warning);

/// <summary>As <c>WatchedValues</c> in api/types.</summary>
public sealed record WatchedValues(string Site, IReadOnlyList<LivePoint> Values);

/// <param name="T">Source time.</param>
public sealed record LivePoint(string Edge, string Point, double? Value, string? Text, Quality Quality, DateTimeOffset T, WarningTier Tier);
