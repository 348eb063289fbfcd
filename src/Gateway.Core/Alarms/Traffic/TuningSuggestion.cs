using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>What would calm a chattering alarm, from its own last crossings. A suggestion: a person decides, and nothing is applied by itself.</summary>
/// <param name="OffDelay">Would have bridged every gap seen; null when none is short enough to bridge. Never an on-delay: that would hold back a true
/// alarm.</param>
/// <param name="Deadband">In the point's unit, would have kept every return seen from counting; null when the rule has no limit or the swing is too
/// wide.</param>
/// <param name="Crossings">How many crossings it rests on, at most 16.</param>
public sealed record TuningSuggestion(string AlarmId, string PointId, TimeSpan? OffDelay, double? Deadband, int Crossings, LocalizedText Text);
