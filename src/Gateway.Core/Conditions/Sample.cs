using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>What a condition is shown of one reading.</summary>
/// <param name="Value">In the point's unit; NaN when there is none.</param>
/// <param name="Time">Event time, UTC ticks.</param>
/// <param name="Received">When the gateway received it, UTC ticks; the difference to <paramref name="Time"/> is its age on arrival.</param>
public readonly record struct Sample(double Value, Quality Quality, DetectorFlags Flags, long Time, long Received);
