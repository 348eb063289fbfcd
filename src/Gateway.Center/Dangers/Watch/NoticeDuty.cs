using Gateway.Center.Calls.Channels;
using Gateway.Center.Calls.People;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Notifications.People;
using Gateway.Pipeline.Ports;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers.Watch;

/// <summary>
/// Tells the principal and the actual controller of the unit that a major hidden danger was found there (LOP-08). Who has been told stands in the ledger, so
/// that a kill costs at most one message sent twice under the same id.
/// </summary>
internal sealed partial class NoticeDuty(CenterStore store, CallChannels channels, ILogger<NoticeDuty> logger) : ICenterDuty
{
    public const string DutyName = "danger-notices";
    public const string Told = "danger.notified";
    public const string NotTold = "danger.notice-failed";

    private const int Most = 50;
    private static readonly string[] s_ways = ["sms", "chat", "email"];
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);
    private readonly Dictionary<string, (int Attempts, DateTimeOffset Next)> _waits = new(StringComparer.Ordinal);

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await store.ReadAsync(db => WaitingAsync(db, cancellation), cancellation);
        foreach (var gone in _waits.Keys.Except(waiting.Select(danger => danger.Id), StringComparer.Ordinal).ToList())
        {
            _waits.Remove(gone);
        }

        foreach (var danger in waiting.Where(danger => !_waits.TryGetValue(danger.Id, out var wait) || wait.Next <= now).Take(Most))
        {
            await NotifyAsync(danger, now, cancellation);
        }
    }

    private static Task<List<HiddenDanger>> WaitingAsync(CenterDb db, CancellationToken cancellation) => db.Set<HiddenDanger>().AsNoTracking()
        .Where(danger => danger.Grade == DangerGrade.Major && !danger.IsDrill && danger.State != DangerState.Closed && danger.State != DangerState.Cancelled
            && !db.Set<LedgerEntry>().Any(entry => entry.Kind == Told && entry.Subject == danger.Id))
        .OrderBy(danger => danger.FoundAt).ToListAsync(cancellation);

    private async Task NotifyAsync(HiddenDanger danger, DateTimeOffset now, CancellationToken cancellation)
    {
        var (people, site) = await store.ReadAsync(
            async db =>
            {
                var site = await db.Set<Site>().AsNoTracking().FirstOrDefaultAsync(site => site.Id == danger.SiteId, cancellation);
                return (await RoleSearch.FindAsync(db, "principal", danger.UnitPath, site?.Industry, now, cancellation), site);
            },
            cancellation);
        var reached = new List<object>();
        foreach (var found in people)
        {
            if (await TellAsync(danger, site, found, cancellation) is { } by)
            {
                reached.Add(new { person = found.Person.Id, found.Role, over = by });
            }
        }

        var isFirst = !_waits.TryGetValue(danger.Id, out var before);
        var wait = TimeSpan.FromMinutes(Math.Min(s_longestWait.TotalMinutes, Math.Pow(2, before.Attempts)));
        _waits[danger.Id] = (before.Attempts + 1, now + wait);
        if (reached.Count > 0)
        {
            await NoteAsync(danger, Told, new { danger.Grade, reached, missed = people.Count - reached.Count });
        }
        else if (isFirst)
        {
            LogNobody(logger, danger.Id, people.Count);
            await NoteAsync(danger, NotTold, new { danger.Grade, people = people.Count });
        }
    }

    /// <returns>Name of the channel that took it; null when none did.</returns>
    private async Task<string?> TellAsync(HiddenDanger danger, Site? site, FoundPerson found, CancellationToken cancellation)
    {
        foreach (var kind in s_ways)
        {
            for (var channel = channels.First(kind); channel is not null; channel = channels.After(channel.Name))
            {
                if (CallChannels.AddressOf(found.Person, kind) is { } address && await SendAsync(channel, Message(danger, site, found, address), cancellation))
                {
                    return channel.Name;
                }
            }
        }

        return null;
    }

    private static async Task<bool> SendAsync(IPersonChannel channel, PersonMessage message, CancellationToken cancellation)
    {
        try
        {
            return (await channel.SendAsync(message, cancellation)).Outcome == NotifyOutcome.Delivered;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // A channel must not throw; one that does is no reason not to try the next.
            return false;
        }
    }

    private static PersonMessage Message(HiddenDanger danger, Site? site, FoundPerson found, string address)
    {
        var title = danger.Case().Title;
        var subject = $"重大事故隐患通知 / major hidden danger {danger.Id}";
        var text = $"{site?.NameZh ?? danger.SiteId}：发现重大事故隐患“{title}”（{danger.Id}）。请立即采取措施、组织整改，并填写责任、措施、资金、时限、预案。\n"
            + $"{site?.NameEn ?? danger.SiteId}: a major hidden danger was found, \"{title}\" ({danger.Id}). Act at once, have it rectified, and enter who is responsible, measures, funds, time limit and plan.";
        return new PersonMessage($"notice-{danger.Id}-{found.Person.Id}", address, subject, text, null);
    }

    private Task NoteAsync(HiddenDanger danger, string kind, object body) => store.WriteAsync(
        work =>
        {
            work.Record(DangerBook.FactOf(danger, kind, null), body);
            return Task.CompletedTask;
        },
        CancellationToken.None);

    [LoggerMessage(8510, LogLevel.Warning, "Nobody could be told of the major hidden danger {Danger}: {People} people hold the role. It is tried again.")]
    private static partial void LogNobody(ILogger logger, string danger, int people);
}
