using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Edge.Api;

/// <summary>One occurrence of one alarm, with all that happened to it.</summary>
/// <param name="Ended">Null while it goes on.</param>
/// <param name="IsFromLateData">Found afterwards in late data: nobody was told at the time.</param>
public sealed record OccurrenceView(
    string Id, string AlarmId, string PointId, string Kind, WarningTier Tier, DateTimeOffset Began, DateTimeOffset? Ended, AlarmState State,
    bool IsFromLateData, IReadOnlyList<TransitionView> Transitions);

/// <param name="Actor">Who; null for the gateway itself.</param>
/// <param name="Note">The reason the person gave.</param>
public sealed record TransitionView(
    string Id, AlarmEvent Event, AlarmState From, AlarmState To, WarningTier Tier, DateTimeOffset EventTime, DateTimeOffset DecidedTime,
    LocalizedText Reason, ExplanationView Explanation, string? Actor, string? Approver, string? Note, DateTimeOffset? Until,
    AlarmState Underlying, IReadOnlyList<string> Veils, bool IsAbnormal);
