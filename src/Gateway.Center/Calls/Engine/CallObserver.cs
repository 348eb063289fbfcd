using Gateway.Center.Access;
using Gateway.Center.Calls.Channels;
using Gateway.Center.Data;
using Gateway.Center.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Engine;

/// <summary>Begins, raises and ends calls together with their incident.</summary>
internal sealed partial class CallObserver(CallEngine engine, IHttpContextAccessor http, ILogger<CallObserver> logger) : IIncidentObserver
{
    public async Task ChangedAsync(CenterWork work, Incident incident, IncidentChange change)
    {
        try
        {
            await FollowAsync(work, incident, change);
        }
        catch (Exception error) when (error is not DbUpdateException)
        {
            // The warning must get onto the board whatever happens here; the duty finds an incident without its call.
            LogNotFollowed(logger, error, incident.Id, change);
        }
    }

    private async Task FollowAsync(CenterWork work, Incident incident, IncidentChange change)
    {
        switch (change)
        {
            case IncidentChange.Opened when !await IsHistoricalAsync(work, incident):
                await engine.StartAsync(work, incident);
                break;
            case IncidentChange.Raised when !await IsHistoricalAsync(work, incident):
                await engine.RaiseAsync(work, incident);
                break;
            case IncidentChange.Acknowledged when await CallEngine.FindAsync(work, incident.Id) is { } call:
                await AcknowledgeAsync(work, incident, call);
                break;
            case IncidentChange.Reopened when await CallEngine.FindAsync(work, incident.Id) is { } call:
                engine.Reopen(work, call);
                break;
            case IncidentChange.Released when await CallEngine.FindAsync(work, incident.Id) is { } call:
                await engine.EndAsync(work, call, "released");
                break;
            default:
                break;
        }
    }

    /// <summary>Whoever acknowledges on the console has answered.</summary>
    private async Task AcknowledgeAsync(CenterWork work, Incident incident, Call call)
    {
        if (call.State != CallState.Running || incident.AcknowledgedBy is not { } account)
        {
            return;
        }

        if (call.StepNumber == call.PlanStepNumber)
        {
            // Answered before the first step was due.
            call.StepNumber++;
        }

        var user = http.HttpContext is { } context ? CurrentUser.Of(context.User) : null;
        var person = user?.Account == account ? user.Person : null;
        var leg = new CallLeg
        {
            Id = Guid.NewGuid().ToString("N"), CallId = call.Id, Level = call.Level, StepNumber = call.StepNumber, PersonId = person, Name = account, Role = "acknowledged",
            Channel = CallChannels.Console, ChannelName = "", Address = "", Tier = call.Tier, IsReminder = false, QueuedAt = work.Now, NextAttemptAt = work.Now, SentAt = work.Now,
        };
        work.Db.Add(leg);
        await engine.AnswerAsync(work, call, leg, new GivenAnswer("acknowledged", "console", person ?? $"@{account}", account));
    }

    /// <summary>True when all that the incident has is long over. One raised by a person has no such warning and is called for.</summary>
    private static async Task<bool> IsHistoricalAsync(CenterWork work, Incident incident)
    {
        var here = work.Db.Set<Warning>().Local.Where(warning => warning.IncidentId == incident.Id).ToList();
        return here.Count > 0
            ? here.TrueForAll(warning => warning.IsHistorical)
            : await work.Db.Set<Warning>().AnyAsync(warning => warning.IncidentId == incident.Id)
                && !await work.Db.Set<Warning>().AnyAsync(warning => warning.IncidentId == incident.Id && !warning.IsHistorical);
    }

    [LoggerMessage(8400, LogLevel.Error, "Calls could not follow incident {Incident} ({Change}); the duty tries again.")]
    private static partial void LogNotFollowed(ILogger logger, Exception error, string incident, IncidentChange change);
}
