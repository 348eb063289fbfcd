using Gateway.Center.Sites.Api;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Sites.History;

/// <summary>History of a point; <c>History</c> of api/types.</summary>
public sealed record PointHistory(
    string Edge, string Point, string Unit, HistoryResolution Resolution, IReadOnlyList<HistoryRow> Samples, IReadOnlyList<GapView> Gaps, IReadOnlyList<LimitView> Limits,
    ForecastView? Forecast);

/// <param name="N">Good and uncertain values in it.</param>
/// <param name="Q"><c>good</c>, <c>uncertain</c> or <c>bad</c>.</param>
public sealed record HistoryRow(DateTimeOffset T, double? Min, double? Max, double? Mean, int N, string Q);

/// <summary>A hole; <c>Gap</c> of api/types.</summary>
public sealed record GapView(DateTimeOffset From, DateTimeOffset To, LocalizedText Reason, LinkLane? Lane, bool Asked);

/// <summary>When a slope would fail if it went on like this; null times with the reason when the data do not support one.</summary>
public sealed record ForecastView(DateTimeOffset? At, DateTimeOffset? From, DateTimeOffset? To, LocalizedText? Why, IReadOnlyList<ForecastPoint> Line);

public sealed record ForecastPoint(DateTimeOffset T, double V);
