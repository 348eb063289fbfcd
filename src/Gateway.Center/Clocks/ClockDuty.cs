using Gateway.Center.Data;
using Gateway.Center.Duties;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Clocks;

/// <summary>Moves the clocks on: warned, overdue.</summary>
internal sealed class ClockDuty(CenterStore store) : ICenterDuty
{
    public const string DutyName = "report-clocks";

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromSeconds(5);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await store.ReadAsync(db => Due(db, now).AnyAsync(cancellation), cancellation))
        {
            return;
        }

        await store.WriteAsync(
            async work =>
            {
                foreach (var clock in await Due(work.Db, work.Now).OrderBy(clock => clock.Id).ToListAsync(cancellation))
                {
                    ClockProgress.Advance(work, clock);
                }
            },
            cancellation);
    }

    private static IQueryable<ReportClock> Due(CenterDb db, DateTimeOffset now) => db.Set<ReportClock>()
        .Where(clock => (clock.State == ClockState.Running && clock.WarnAt <= now) || (clock.State == ClockState.Warned && clock.DueAt <= now));
}
