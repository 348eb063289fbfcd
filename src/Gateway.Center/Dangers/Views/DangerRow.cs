using Gateway.Center.Access;
using Gateway.Center.Dangers.Machine;
using Gateway.Core.Measurements;

namespace Gateway.Center.Dangers.Views;

/// <summary><c>DangerRow</c> of api/types.</summary>
internal record DangerRow
{
    public required string Id { get; init; }

    public required string Site { get; init; }

    public required LocalizedText SiteName { get; init; }

    public required DangerGrade Grade { get; init; }

    public required DangerSource Source { get; init; }

    public required DangerState State { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public required DateTimeOffset? DueAt { get; init; }

    public required bool Overdue { get; init; }

    public required bool Listed { get; init; }

    public required int Escalation { get; init; }

    /// <summary>Step of the ladder the center proposes; above <see cref="Escalation"/> = to be taken.</summary>
    public required int ProposedEscalation { get; init; }

    public required string? Incident { get; init; }

    public required bool Drill { get; init; }

    /// <summary>Earlier dangers of the same point or cause.</summary>
    public required IReadOnlyList<string> Repeats { get; init; }
}

/// <summary><c>Danger</c> of api/types; more than it: version, point, result, returns, cancellation, review.</summary>
internal sealed record DangerView : DangerRow
{
    public required int Version { get; init; }

    public required string? Point { get; init; }

    /// <summary>Not public, so that it is not serialized as a whole.</summary>
    internal DangerCase At { get; init; } = null!;

    public required IReadOnlyList<DangerFact> History { get; init; }

    /// <summary>Steps this account can take now; empty once it is over.</summary>
    public required IReadOnlyList<string> May { get; init; }

    /// <summary>Steps this account has the right to that the case does not allow now, with the reason.</summary>
    public required IReadOnlyList<NotNow> NotNow { get; init; }

    public required IReadOnlyList<ReportWhat> Reportable { get; init; }

    public string Description => At.Description;

    public string FoundBy => At.FoundBy;

    public string? Cause => At.Cause;

    public string? Responsible => At.Responsible;

    public string? Measures => At.Measures;

    public string? Funds => At.Funds;

    public DateTimeOffset? TimeLimit => At.DueAt;

    public string? Plan => At.Plan;

    public bool TakesTime => At.TakesTime;

    public string? InterimMeasures => At.InterimMeasures;

    public string? Result => At.Result;

    public IReadOnlyList<DangerReport> Reports => At.Reports;

    public DangerListing? Listing => At.Listing;

    public IReadOnlyList<DangerSignature> Signatures => At.Signatures;

    public int TimesReturned => At.TimesReturned;

    public string? ReturnedBecause => At.ReturnedBecause;

    public CancelRequest? CancelRequest => At.CancelRequest;

    public string? CancelledBecause => At.CancelledBecause;

    public DateTimeOffset? ReviewAt => At.ReviewAt;

    public DateTimeOffset? EndedAt => At.EndedAt;

    public IReadOnlyList<LocalizedText> Missing => DangerMissing.Of(At);
}

/// <summary><c>LedgerRow</c> of api/types, of one case.</summary>
internal sealed record DangerFact(
    long Sequence, DateTimeOffset Time, string Kind, LocalizedText KindName, string Subject, string? Site, string? Actor, bool Drill, LocalizedText Summary, string Hash);
