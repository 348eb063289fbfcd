using Gateway.Center.Access.SignIn;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.Sessions;

/// <summary>Puts sessions that are over away, within a minute because their live connections end with them, and what was counted of wrong passwords long ago.</summary>
internal sealed class SessionDuty(CenterStore store, AccessOptions options) : ICenterDuty
{
    public string Name => "sessions";

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var (idle, absolute) = (now - options.Idle, now - options.Absolute);
        var forgotten = now - SignInThrottle.Remembered;
        var work = await store.ReadAsync(
            async db => await db.Set<CenterSession>().AnyAsync(session => session.LastSeenAt <= idle || session.BeganAt <= absolute, cancellation)
                || await db.Set<SignInThrottle>().AnyAsync(throttle => throttle.LastFailureAt <= forgotten && (throttle.LockedUntil == null || throttle.LockedUntil <= forgotten), cancellation),
            cancellation);
        if (work)
        {
            await store.WriteAsync(change => CleanAsync(change, idle, absolute, forgotten), cancellation);
        }
    }

    private static async Task CleanAsync(CenterWork work, DateTimeOffset idle, DateTimeOffset absolute, DateTimeOffset forgotten)
    {
        foreach (var session in await work.Db.Set<CenterSession>().Where(session => session.LastSeenAt <= idle || session.BeganAt <= absolute).ToListAsync())
        {
            SessionBook.End(work, session, "expired", actor: null);
        }

        await work.Db.Set<SignInThrottle>().Where(throttle => throttle.LastFailureAt <= forgotten && (throttle.LockedUntil == null || throttle.LockedUntil <= forgotten)).ExecuteDeleteAsync();
    }
}
