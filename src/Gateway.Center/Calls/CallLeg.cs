using Gateway.Core.Warnings;

namespace Gateway.Center.Calls;

public enum LegState
{
    Queued = 1,
    Sent = 2,
    Delivered = 3,
    Answered = 4,
    Failed = 5,
}

/// <summary>One message to one person over one channel. Its id goes to the provider with each attempt, so that a repeat can be recognised.</summary>
public sealed class CallLeg
{
    public required string Id { get; init; }

    public required string CallId { get; init; }

    /// <summary>Step of the plan, from 1; 0 = a restart or reminder.</summary>
    public required int Level { get; init; }

    /// <summary><see cref="Call.StepNumber"/> it belongs to.</summary>
    public required int StepNumber { get; init; }

    /// <summary>Null = whoever sits at the county's duty desk, or the site itself.</summary>
    public string? PersonId { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    /// <summary><c>console</c>, <c>email</c>, <c>sms</c>, <c>voice</c>, <c>chat</c> or <c>sounder</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Which of the configured channels; empty for console and sounder.</summary>
    public required string ChannelName { get; set; }

    /// <summary>Number, mail address or chat id at that time; empty for console and sounder.</summary>
    public required string Address { get; init; }

    public required WarningTier Tier { get; init; }

    public required bool IsReminder { get; init; }

    public LegState State { get; set; } = LegState.Queued;

    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>Next attempt; while one is under way, when it counts as lost.</summary>
    public DateTimeOffset NextAttemptAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public string? Answer { get; set; }

    /// <summary><c>console</c>, <c>link</c>, <c>telephone</c> or <c>receipt</c>.</summary>
    public string? AnsweredOver { get; set; }

    /// <summary>Who answered: a person's id, or <c>@account</c> where no person is known.</summary>
    public string? AnsweredBy { get; set; }

    /// <summary>False when the answer was one that does not count.</summary>
    public bool Counts { get; set; }

    public int Attempts { get; set; }

    /// <summary>The provider's number of it.</summary>
    public string? Receipt { get; set; }

    public string? TroubleZh { get; set; }

    public string? TroubleEn { get; set; }
}

/// <summary>A link sent to somebody. The token itself is stored nowhere.</summary>
public sealed class AnswerToken
{
    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public required string Hash { get; init; }

    public required string LegId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
