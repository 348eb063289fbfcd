using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Edge.Limits;

namespace Gateway.Edge.Api;

/// <param name="State">What people are shown: shelved, suppressed and out of service go before what is beneath.</param>
/// <param name="Reason">Why it is as it is; null when its record is no longer kept.</param>
public sealed record AlarmView(
    string Id, string PointId, string Kind, WarningTier Tier, AlarmState State, DateTimeOffset? RaisedTime, DateTimeOffset ChangedTime,
    LocalizedText? Reason)
{
    /// <summary>What it is beneath what silences it; the same as the state when nothing does.</summary>
    public AlarmState Underlying { get; init; }

    /// <summary>What silences it, by name; empty when nothing does.</summary>
    public IReadOnlyList<string> Veils { get; init; } = [];

    /// <summary>When the last of what silences it ends.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Who silenced it.</summary>
    public string? Actor { get; init; }

    public string? Approver { get; init; }

    /// <summary>The reason that person gave.</summary>
    public string? Note { get; init; }

    /// <summary>Ask <c>/occurrences/{id}</c> for what happened since; null while it is normal beneath.</summary>
    public string? Occurrence { get; init; }

    public ExplanationView? Explanation { get; init; }

    /// <summary>The temporary limit in force; null when the rule's own is.</summary>
    public LimitChange? LimitChange { get; init; }
}

/// <summary>What a person needs to check a decision.</summary>
/// <param name="Value">Null when there was none.</param>
/// <param name="Limit">Null when the rule has none.</param>
/// <param name="DefaultNotReviewed">Both words where nobody has approved the threshold; null where somebody has.</param>
public sealed record ExplanationView(
    double? Value, double? Limit, string Quality, IReadOnlyList<ReasonInputView> Inputs, LocalizedText? Trust, LocalizedText? WhyNotHigher,
    LocalizedText? Advice, RuleView Rule, LocalizedText? DefaultNotReviewed);

public sealed record ReasonInputView(string PointId, double? Value, string Unit, string Quality, DateTimeOffset Time);

/// <param name="Confidence">V, K, U, P or C as in the rule packs; empty when the site wrote it.</param>
/// <param name="IsLaw">May be tightened, never loosened.</param>
public sealed record RuleView(string Id, string Version, string Clause, LocalizedText? Source, LocalizedText? Remark, string Confidence, bool IsLaw, string? ReviewedBy);

/// <param name="Standing">Not silenced, by tier.</param>
/// <param name="States">Shown states but normal, by name.</param>
/// <param name="LimitChanges">Temporary limits in force.</param>
/// <param name="Unacknowledged">Asking for attention now.</param>
public sealed record AlarmSummaryView(
    TierCounts Standing, IReadOnlyDictionary<string, int> States, int Unacknowledged, int Shelved, int Suppressed, int OutOfService, int LimitChanges,
    bool IsFlood);

/// <summary>What became of maintenance for a whole device or zone.</summary>
/// <param name="Done">Ids of the alarms.</param>
/// <param name="Unchanged">Alarms that were so already.</param>
public sealed record MaintenanceView(string Place, IReadOnlyList<string> Done, IReadOnlyList<string> Unchanged);

/// <summary>Who acts on an alarm and why. All of it is stored with the act.</summary>
/// <param name="Approver">The second person, where the tier asks for one.</param>
/// <param name="Until">ISO 8601; when silencing or a temporary limit ends.</param>
/// <param name="Value">The temporary limit, in the point's unit.</param>
public sealed record ActRequest(string? Actor, string? Reason, string? Approver = null, string? Until = null, double? Value = null);
