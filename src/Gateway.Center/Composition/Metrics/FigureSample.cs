using Gateway.Center.Calls;
using Gateway.Center.Clocks;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Composition.Metrics;

/// <summary>Counts in the database what the metrics tell of it, a few times a minute: whoever asks for metrics waits for no query. Thread-safe.</summary>
internal sealed class FigureSample(CenterStore store) : ICenterDuty
{
    public string Name => "figures";

    public TimeSpan Period => TimeSpan.FromSeconds(10);

    /// <summary>Null before the first.</summary>
    public Figures? Newest { get; private set; }

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation) =>
        Newest = await store.ReadAsync(db => ReadAsync(db, now, cancellation), cancellation);

    private static async Task<Figures> ReadAsync(CenterDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        // The three states that end are left out: their number grows for ever, and the index leads past them.
        var calls = await db.Set<Call>().Where(call => call.State != CallState.Ended && !call.IsDrill && !call.IsProof)
            .Select(call => new { call.State, Escalated = call.Level > 1 || call.Round > 0 }).ToListAsync(cancellation);
        var clocks = await db.Set<ReportClock>()
            .Where(clock => (clock.State == ClockState.Running || clock.State == ClockState.Warned || clock.State == ClockState.Overdue) && !clock.IsDrill)
            .Select(clock => clock.DueAt).ToListAsync(cancellation);
        var overdue = clocks.Count(due => due <= now);
        var running = calls.Where(call => call.State == CallState.Running).ToList();
        return new(now, running.Count, running.Count(call => call.Escalated), calls.Count - running.Count, clocks.Count - overdue, overdue);
    }
}

/// <summary>Counts at a time. Drills and proofs are in none.</summary>
/// <param name="CallsEscalated">Of the running ones: beyond the first step of their plan, or begun again.</param>
/// <param name="CallsAnswered">Answered by enough people, while the warning stands.</param>
internal sealed record Figures(DateTimeOffset At, int CallsRunning, int CallsEscalated, int CallsAnswered, int ClocksRunning, int ClocksOverdue);
