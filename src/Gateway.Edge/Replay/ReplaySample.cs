using Gateway.Core.Measurements;

namespace Gateway.Edge.Replay;

/// <summary>One sample to be judged again.</summary>
/// <param name="Reading">With the index of the running point table.</param>
/// <param name="Received">When the gateway received it, UTC ticks; the event time where nobody kept it.</param>
internal readonly record struct ReplaySample(Reading Reading, long Received);
