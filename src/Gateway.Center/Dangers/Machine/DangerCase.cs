using Gateway.Core.Measurements;

namespace Gateway.Center.Dangers.Machine;

/// <summary>Where a hidden danger stands.</summary>
public enum DangerState
{
    Found = 1,

    /// <summary>The five mandatory fields are there.</summary>
    Planned = 2,
    Rectifying = 3,

    /// <summary>The enterprise says that it is put right.</summary>
    Submitted = 4,

    /// <summary>All signatures are there.</summary>
    Confirmed = 5,
    Closed = 6,

    /// <summary>It was none; two people said so, with a reason.</summary>
    Cancelled = 7,
}

public enum DangerGrade
{
    General = 1,

    /// <summary>重大: listed supervision, dual report, three-party confirmation.</summary>
    Major = 2,
}

public enum DangerSource
{
    Warning = 1,
    Inspection = 2,
    SelfCheck = 3,

    /// <summary>举报: somebody reported it.</summary>
    Report = 4,
}

public enum DangerParty
{
    Supervisor = 1,
    Expert = 2,
    Enterprise = 3,
}

public enum ReportTo
{
    Department = 1,

    /// <summary>Employees, or their congress.</summary>
    Employees = 2,
}

public enum ReportWhat
{
    Plan = 1,
    Result = 2,
}

/// <summary>One of the reports of 双报告.</summary>
public sealed record DangerReport(ReportTo To, ReportWhat What, DateTimeOffset At, string By, string How);

/// <param name="By">Account.</param>
/// <param name="Person">Id of the person behind it; null when the account has none.</param>
public sealed record DangerSignature(DangerParty Party, string By, string? Person, string Name, DateTimeOffset At, string Remark);

/// <summary>挂牌督办.</summary>
/// <param name="Level">Level of government of the supervising body.</param>
public sealed record DangerListing(string Body, string Level, DateTimeOffset Deadline, DateTimeOffset ListedAt, DateTimeOffset? DelistedAt);

/// <summary>Somebody wants the case cancelled; a second person must agree.</summary>
public sealed record CancelRequest(string By, string? Person, string Reason, DateTimeOffset At);

/// <summary>A hidden danger from finding to closing. Changed only by <see cref="DangerMachine"/>.</summary>
public sealed record DangerCase
{
    public required DangerGrade Grade { get; init; }

    public required DangerSource Source { get; init; }

    public DangerState State { get; init; } = DangerState.Found;

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>One of <see cref="DangerCauses"/>; null until somebody says.</summary>
    public string? Cause { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public required string FoundBy { get; init; }

    /// <summary>责任.</summary>
    public string? Responsible { get; init; }

    /// <summary>措施.</summary>
    public string? Measures { get; init; }

    /// <summary>资金.</summary>
    public string? Funds { get; init; }

    /// <summary>时限.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>预案.</summary>
    public string? Plan { get; init; }

    /// <summary>True when it cannot be put right at once: then interim measures must be there.</summary>
    public bool TakesTime { get; init; }

    public string? InterimMeasures { get; init; }

    /// <summary>What the enterprise says it did.</summary>
    public string? Result { get; init; }

    public IReadOnlyList<DangerReport> Reports { get; init; } = [];

    public DangerListing? Listing { get; init; }

    public IReadOnlyList<DangerSignature> Signatures { get; init; } = [];

    /// <summary>How often it was sent back, and why last.</summary>
    public int TimesReturned { get; init; }

    public string? ReturnedBecause { get; init; }

    /// <summary>0 none, 1 letter 函告, 2 circular 通报, 3 interview 约谈, 4 exposure 曝光.</summary>
    public int Escalation { get; init; }

    public CancelRequest? CancelRequest { get; init; }

    public string? CancelledBecause { get; init; }

    /// <summary>When it must next be looked at again; null once over.</summary>
    public DateTimeOffset? ReviewAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public bool IsOver => State is DangerState.Closed or DangerState.Cancelled;

    public bool HasFiveFields =>
        !string.IsNullOrWhiteSpace(Responsible) && !string.IsNullOrWhiteSpace(Measures) && !string.IsNullOrWhiteSpace(Funds) && DueAt is not null && !string.IsNullOrWhiteSpace(Plan);

    public bool IsOverdue(DateTimeOffset now) => !IsOver && (DueAt < now || (Listing is { DelistedAt: null } listing && listing.Deadline < now));

    public bool HasReport(ReportTo to, ReportWhat what) => Reports.Any(report => report.To == to && report.What == what);
}

/// <summary>Codes of what a hidden danger comes from, so that repeats can be traced (溯源).</summary>
public static class DangerCauses
{
    public static IReadOnlyDictionary<string, LocalizedText> All { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["people"] = new("人的不安全行为", "unsafe act of people"), ["equipment"] = new("设备设施缺陷", "defect of equipment"), ["process"] = new("工艺缺陷", "defect of the process"),
        ["management"] = new("管理缺陷", "defect of management"), ["environment"] = new("环境因素", "surroundings"), ["design"] = new("设计缺陷", "defect of design"),
        ["maintenance"] = new("检维修不到位", "lack of maintenance"), ["monitoring"] = new("监测设施缺陷", "defect of monitoring"), ["other"] = new("其他", "other"),
    };
}
