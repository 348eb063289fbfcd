using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Pipeline.Health;

/// <summary>The latest of one point.</summary>
/// <param name="SourceTime">UTC ticks; 0 when nothing was ever read.</param>
/// <param name="ReceivedTime">UTC ticks; 0 when nothing was ever read.</param>
/// <param name="Tier">Highest standing alarm of the point.</param>
/// <param name="Text">Value of a text point; null for numbers.</param>
public readonly record struct PointValue(
    double Value, Quality Quality, DetectorFlags Flags, long SourceTime, long ReceivedTime, WarningTier Tier, string? Text)
{
    /// <summary>True once the point has been read since the start.</summary>
    public bool Seen => ReceivedTime != 0;
}
