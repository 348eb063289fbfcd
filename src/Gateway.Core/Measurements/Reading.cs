namespace Gateway.Core.Measurements;

/// <summary>One measured value of one point. 24 bytes; travels in batches, never alone.</summary>
/// <param name="Point">Index of the point in the running configuration's point table, 0-based.</param>
/// <param name="Value">Value in the point's unit; NaN when there is none (then <paramref name="Quality"/> is bad).</param>
/// <param name="SourceTime">When the source says it measured, UTC, in <see cref="DateTime"/> ticks (100 ns). Equals the
/// receive time when the source gives none.</param>
/// <param name="Quality">How far the value can be trusted.</param>
/// <param name="Flags">What the detector itself says of the channel.</param>
public readonly record struct Reading(int Point, double Value, long SourceTime, Quality Quality, DetectorFlags Flags = DetectorFlags.None);
