namespace Gateway.Center.Roster.Api;

/// <summary><c>Shift</c> of api/types.</summary>
public sealed record ShiftView(
    string Id, string UnitId, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<OnDutyView> Officers, OnDutyView? Leader, HandoverView? Handover, bool IsNow);

public sealed record OnDutyView(string Person, string Name);

public sealed record HandoverView(DateTimeOffset At, string By, string To, string Notes, IReadOnlyList<string> OpenIncidents);

/// <param name="To">Person who takes over.</param>
/// <param name="Notes">At most 4,000 characters.</param>
public sealed record HandoverRequest(string? To, string? Notes);

/// <summary>Answer of <c>GET /roster/check</c>.</summary>
public sealed record RosterCheckView(IReadOnlyList<RosterHole> Holes, IReadOnlyList<RosterConflict> Conflicts);
