using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Calls.Api;

/// <summary><c>Call</c> of api/types.</summary>
public sealed record CallView(
    string Id, string Incident, WarningTier Tier, CallState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Needed, IReadOnlyList<StepView> Steps, IReadOnlyList<LegView> Legs);

/// <summary><c>CallStep</c>. States: <c>waiting</c>, <c>done</c>, <c>skipped</c>.</summary>
public sealed record StepView(int Level, double AfterS, DateTimeOffset At, IReadOnlyList<RoleView> Roles, IReadOnlyList<string> Channels, string State);

public sealed record RoleView(string Role, LocalizedText Name);

/// <summary><c>CallLeg</c>; the address is not shown.</summary>
/// <param name="AnswerAs">How the account could answer this one now: <c>console</c> for itself (or the duty desk), <c>telephone</c> = note what somebody said; null = in no way.</param>
public sealed record LegView(
    string Id, int Level, string? Person, string Name, LocalizedText RoleName, string Channel, DateTimeOffset QueuedAt, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt,
    DateTimeOffset? AnsweredAt, string? Answer, string? AnsweredOver, LegState State, LocalizedText? Trouble, int Attempts, string? AnswerAs);

/// <summary><c>CallSummary</c>.</summary>
public sealed record SummaryView(string Id, CallState State, DateTimeOffset StartedAt, int Level, int Made, int Answered, int Needed, DateTimeOffset? NextAt);

/// <param name="Answer"><c>received</c>, <c>onTheWay</c>, <c>cannot</c>, or words; 1 to 200 characters.</param>
public sealed record AnswerRequest(string? Answer);

/// <param name="Works">Null when nothing was sent over it yet.</param>
public sealed record ChannelView(string Name, string Kind, bool? Works, DateTimeOffset? LastSent, DateTimeOffset? LastFailed, LocalizedText? Trouble, DateTimeOffset? LastProof, bool TakesReceipts);
