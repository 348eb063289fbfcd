using Gateway.Center.Data;
using Gateway.Center.Ledger;

namespace Gateway.Center.Clocks;

/// <summary>How a clock goes on: only forward, one step at a time, from the stored state and the time. A clock set back changes nothing that was said.</summary>
public static class ClockProgress
{
    /// <returns>The next state, or the same when it is not time.</returns>
    public static ClockState Next(ClockState state, DateTimeOffset warnAt, DateTimeOffset dueAt, DateTimeOffset now) => state switch
    {
        ClockState.Running when now >= warnAt => ClockState.Warned,
        ClockState.Warned when now >= dueAt => ClockState.Overdue,
        _ => state,
    };

    /// <summary>State once all recipients have the report: what was overdue stays late, whatever a person says of the time.</summary>
    public static ClockState Met(ClockState state) => state switch
    {
        ClockState.Overdue or ClockState.MetLate => ClockState.MetLate,
        _ => ClockState.Met,
    };

    /// <summary>Takes every step that is due, each with its fact, also when the center was down meanwhile.</summary>
    internal static void Advance(CenterWork work, ReportClock clock)
    {
        for (var next = Next(clock.State, clock.WarnAt, clock.DueAt, work.Now); next != clock.State; next = Next(clock.State, clock.WarnAt, clock.DueAt, work.Now))
        {
            clock.State = next;
            var kind = next == ClockState.Warned ? "clock.warned" : "clock.overdue";
            work.Record(FactOf(clock, kind, null), new { clock.IncidentId, clock.Kind, clock.WarnAt, clock.DueAt });
        }
    }

    internal static LedgerFact FactOf(ReportClock clock, string kind, string? actor) =>
        new(kind, clock.Id) { Site = clock.SiteId, UnitPath = clock.UnitPath, Actor = actor, IsDrill = clock.IsDrill };
}
