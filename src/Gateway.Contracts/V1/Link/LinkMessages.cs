using System.Text.Json;

namespace Gateway.Contracts.V1.Link;

/// <summary>What a gateway says of itself every few seconds, retained. The broker tells the will (<see cref="Online"/> false) when the connection breaks.</summary>
public sealed record StateMessage
{
    public int Version { get; init; } = 1;

    public required bool Online { get; init; }

    /// <summary>Names the durable log; sequences count within it.</summary>
    public required string Epoch { get; init; }

    /// <summary>Runs of the log, oldest first; see <see cref="LinkRuns"/>.</summary>
    public IReadOnlyList<LinkRun> Runs { get; init; } = [];

    /// <summary>By the gateway's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string ProductVersion { get; init; }

    /// <summary>Newest and oldest sequence of the log, and when the newest was committed.</summary>
    public required long Head { get; init; }

    public DateTimeOffset? HeadTime { get; init; }

    public required long First { get; init; }

    /// <summary>Everything up to here is receipted, by lane.</summary>
    public required long EventsReceipted { get; init; }

    public required long ReadingsReceipted { get; init; }

    public required string TableHash { get; init; }

    /// <summary>Longest silence before the center must take the link for broken, seconds.</summary>
    public required int SilenceS { get; init; }
}

/// <summary>Which of the two streams of a gateway's log.</summary>
public enum LinkLane
{
    /// <summary>Transitions, warnings, gaps, system events: one by one and first.</summary>
    Events = 1,

    Readings = 2,
}

/// <summary>One entry of the gateway's log that is not readings. Together with <see cref="After"/> it says: between the two nothing of this lane was.</summary>
public sealed record EventMessage
{
    public int Version { get; init; } = 1;

    public required string Epoch { get; init; }

    /// <inheritdoc cref="StateMessage.Runs"/>
    public IReadOnlyList<LinkRun> Runs { get; init; } = [];

    /// <summary>Sequence of the lane's entry before this one; 0 at the beginning of the log.</summary>
    public required long After { get; init; }

    public required long Sequence { get; init; }

    /// <summary>When the gateway committed it.</summary>
    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary><c>warning</c> (<see cref="WarningMessage"/>), <c>transition</c> (<see cref="TransitionMessage"/>), <c>gap</c> (<see cref="GapMessage"/>), <c>system</c>, <c>command</c> or <c>missing</c>.</summary>
    /// <remarks>
    /// <c>missing</c> is an event like the others, with its place in order and chain; its <see cref="GapMessage.Lane"/> and <see cref="GapMessage.Range"/> name
    /// a stretch that will never come, because the log no longer has it. It closes that stretch as a known loss.
    /// </remarks>
    public required string Kind { get; init; }

    /// <summary>The gateway's alarm ledger, see <see cref="EventChain"/>; 64 lower case hex digits.</summary>
    public required string Chain { get; init; }

    public required JsonElement Body { get; init; }
}

/// <summary>One change of state of one alarm.</summary>
public sealed record TransitionMessage
{
    public required string Id { get; init; }

    public required string Alarm { get; init; }

    public required string Point { get; init; }

    public required string Kind { get; init; }

    public required string Tier { get; init; }

    public required string Event { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public required DateTimeOffset DecidedTime { get; init; }

    public required WarningText Reason { get; init; }

    public string? Occurrence { get; init; }

    public string? Actor { get; init; }

    public string? Approver { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? Until { get; init; }

    public bool IsAbnormal { get; init; }

    /// <summary>Found by judging late data again: it would have been raised then, nobody was told.</summary>
    public bool IsFromLateData { get; init; }
}

/// <summary>A stretch of which data are missing, and why.</summary>
/// <param name="Reason">camelCase name of the reason.</param>
/// <param name="Readings">How many are missing; null when nobody can tell.</param>
public sealed record GapMessage(DateTimeOffset From, DateTimeOffset To, string Reason, long? Readings, string? Source)
{
    /// <summary>Of kind <c>missing</c>: the lane whose stretch will never come. Null for a <c>gap</c> that tells of the record only.</summary>
    public LinkLane? Lane { get; init; }

    /// <summary>The stretch of sequences; null when what is missing never had any.</summary>
    public SequenceRange? Range { get; init; }
}

/// <summary>What the center has committed, by lane: the gateway may forget it. Sent after every commit (at most a few times a second) and on every connect.</summary>
public sealed record ReceiptMessage
{
    public int Version { get; init; } = 1;

    public required string Epoch { get; init; }

    /// <summary>Everything of the lane up to and including it.</summary>
    public required long Events { get; init; }

    public required long Readings { get; init; }

    /// <summary>Chain of the event at <see cref="Events"/>, as the gateway sent it; empty when there is none, or a loss lies there.</summary>
    public string EventsChain { get; init; } = "";

    /// <summary>How far events and readings have come, and of which run; null when nothing was taken.</summary>
    public TakenRun? EventsRun { get; init; }

    /// <inheritdoc cref="EventsRun"/>
    public TakenRun? ReadingsRun { get; init; }

    /// <summary>Stretches of readings after <see cref="Readings"/> that are committed already.</summary>
    public IReadOnlyList<SequenceRange> Ahead { get; init; } = [];

    /// <summary>Head of the center's ledger: the gateway keeps it, so that a ledger cut short there can be found from here.</summary>
    public long LedgerSequence { get; init; }

    public string LedgerHash { get; init; } = "";

    /// <summary>See <see cref="ReceiptSignature"/>; null from a center of an earlier version.</summary>
    public string? Signature { get; init; }
}

/// <summary>Sequences after <paramref name="After"/> up to and including <paramref name="UpTo"/>.</summary>
public readonly record struct SequenceRange(long After, long UpTo);

/// <summary>What the center wants of a gateway. Carried out once: an <see cref="Id"/> seen before is answered again, not done again.</summary>
public sealed record CommandMessage
{
    public int Version { get; init; } = 1;

    public required string Id { get; init; }

    /// <summary><c>acknowledge</c> (<see cref="Alarm"/>), <c>resend</c> (<see cref="Lane"/>, <see cref="Range"/>), <c>table</c>, <c>sound</c> (<see cref="On"/>: the site's own sounder), <c>offerPack</c> (<see cref="Pack"/>: kept for a person at the site to apply).</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Not carried out after this.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Who wants it; null for the center itself.</summary>
    public string? Actor { get; init; }

    public string? Reason { get; init; }

    public string? Alarm { get; init; }

    public LinkLane? Lane { get; init; }

    public SequenceRange? Range { get; init; }

    public bool? On { get; init; }

    /// <summary>Text of a rule pack.</summary>
    public string? Pack { get; init; }

    /// <summary>Of <c>acknowledge</c>, <c>sound</c> and <c>offerPack</c>, see <see cref="CommandSignature"/>; null on all others.</summary>
    public string? Signature { get; init; }
}

/// <param name="Outcome"><c>done</c>, <c>refused</c>, <c>expired</c> or <c>unknown</c>.</param>
public sealed record CommandAnswer(string Id, string Outcome, WarningText? Why, DateTimeOffset At);
