using Gateway.Core.Alarms.Traffic;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Edge.Traffic;

/// <summary>How much the alarms ask of people, shift by shift, beside what EEMUA 191 and ISA-18.2 hold to be good.</summary>
/// <param name="Suggestions">What would calm what chatters now. Nothing is applied.</param>
public sealed record TrafficView(bool IsFlood, IReadOnlyList<ShiftView> Shifts, IReadOnlyList<SuggestionView> Suggestions);

/// <param name="Until">Up to when it is counted.</param>
/// <param name="IsRunning">The shift that goes on now.</param>
/// <param name="ByTier">Announced: blue, yellow, orange, red.</param>
public sealed record ShiftView(
    DateTimeOffset Start, DateTimeOffset End, DateTimeOffset Until, bool IsRunning, long Announced, IReadOnlyList<FigureView> Figures,
    IReadOnlyList<CountView> TopTen, IReadOnlyList<LongStandingView> Standing, int StandingCount, IReadOnlyList<CountView> Chattering, int ChatteringCount,
    int Floods, IReadOnlyList<long> ByTier, SilencedCounts Silenced, int ShelvedActs, int SilencedRaises, int WouldHaveAlarmed, long Unnamed);

/// <param name="Acceptable">At most this is good.</param>
/// <param name="Maximum">At most this can be managed.</param>
public sealed record FigureView(string Id, LocalizedText Name, double Value, double Acceptable, double Maximum, string Source, TrafficRating Rating);

public sealed record CountView(string AlarmId, string PointId, WarningTier Tier, int Count);

public sealed record LongStandingView(string AlarmId, string PointId, WarningTier Tier, DateTimeOffset Since);

/// <param name="OffDelayS">Seconds; null when none would help.</param>
/// <param name="Deadband">In the point's unit; null when none would help.</param>
public sealed record SuggestionView(string AlarmId, string PointId, double? OffDelayS, double? Deadband, int Crossings, LocalizedText Text);
