using Gateway.Core.Warnings;

namespace Gateway.Edge.Replay;

/// <summary>One alarm from its raise to its return.</summary>
/// <param name="Raised">Event time, UTC ticks.</param>
/// <param name="Ended">Event time of the return; <see cref="long.MaxValue"/> when it stood to the end.</param>
internal sealed record Occurrence(string Point, WarningTier Tier, string Rule, long Raised, long Ended);
