using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Ingest;

/// <summary>The newest of a point. Two gateways of one site may each have a point of the same id.</summary>
/// <param name="Value">NaN when there is none.</param>
/// <param name="SourceTime">UTC ticks.</param>
/// <param name="ReceivedTime">By the center's clock, UTC ticks.</param>
public readonly record struct LiveValue(string EdgeId, string PointId, double Value, string? Text, Quality Quality, long SourceTime, long ReceivedTime, WarningTier Tier);

/// <summary>The newest values of all sites, in memory; empty after a restart until data come, and then it says so. Thread-safe.</summary>
public interface ILiveValues
{
    IReadOnlyList<LiveValue> OfSite(string siteId);

    LiveValue? Find(string siteId, string edgeId, string pointId);
}
