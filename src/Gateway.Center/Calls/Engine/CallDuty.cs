using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Engine;

/// <summary>Every second: takes the steps that are due, and begins calls for incidents that have none, whatever was the cause.</summary>
internal sealed partial class CallDuty(CenterStore store, CallEngine engine, ILogger<CallDuty> logger) : ICenterDuty
{
    private const int Most = 500;

    public string Name => "calls";

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var id in await store.ReadAsync(db => MissingAsync(db, cancellation), cancellation))
        {
            await TryAsync(id, work => StartAsync(work, id), cancellation);
        }

        foreach (var id in await store.ReadAsync(db => DueAsync(db, now, cancellation), cancellation))
        {
            await TryAsync(id, work => StepAsync(work, id), cancellation);
        }
    }

    private static Task<List<string>> DueAsync(CenterDb db, DateTimeOffset now, CancellationToken cancellation) => db.Set<Call>()
        .Where(call => call.State != CallState.Ended && call.NextAt <= now).OrderByDescending(call => call.Tier).ThenBy(call => call.NextAt)
        .Select(call => call.Id).Take(Most).ToListAsync(cancellation);

    private static Task<List<string>> MissingAsync(CenterDb db, CancellationToken cancellation) => db.Set<Incident>()
        .Where(incident => incident.State == IncidentState.Open && incident.Tier > WarningTier.None && !db.Set<Call>().Any(call => call.IncidentId == incident.Id)
            && db.Set<Warning>().Any(warning => warning.IncidentId == incident.Id && !warning.IsHistorical))
        .OrderByDescending(incident => incident.Tier).Select(incident => incident.Id).Take(Most).ToListAsync(cancellation);

    private async Task StartAsync(CenterWork work, string incident)
    {
        if (await work.Db.FindAsync<Incident>(incident) is { State: IncidentState.Open } found)
        {
            await engine.StartAsync(work, found);
        }
    }

    private async Task StepAsync(CenterWork work, string id)
    {
        if (await work.Db.FindAsync<Call>(id) is { } call)
        {
            await engine.RunAsync(work, call);
        }
    }

    /// <summary>One call that cannot be carried on must not hold up another.</summary>
    private async Task TryAsync(string id, Func<CenterWork, Task> change, CancellationToken cancellation)
    {
        try
        {
            await store.WriteAsync(change, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(logger, error, id);
        }
    }

    [LoggerMessage(8401, LogLevel.Critical, "The calling of {Call} could not go on; it is tried again in a second.")]
    private static partial void LogFailed(ILogger logger, Exception error, string call);
}
