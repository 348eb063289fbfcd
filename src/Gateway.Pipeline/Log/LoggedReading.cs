using Gateway.Core.Measurements;

namespace Gateway.Pipeline.Log;

/// <summary>One reading as it stands in the log.</summary>
/// <param name="DurablePoint">The log's own number of the point; it outlives restarts, unlike the running index.</param>
/// <param name="SourceTime">UTC ticks.</param>
/// <param name="ReceivedTime">UTC ticks.</param>
/// <param name="Text">Value of a text point; null for numbers.</param>
public readonly record struct LoggedReading(
    int DurablePoint, double Value, long SourceTime, long ReceivedTime, Quality Quality, DetectorFlags Flags, string? Text);
