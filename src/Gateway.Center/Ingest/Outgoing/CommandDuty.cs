using System.Text;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Identity;
using Gateway.Center.Identity.Enrolment;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ledger;
using Gateway.Center.Live;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Outgoing;

/// <summary>
/// Signs and publishes commands until they are answered, and closes those that expired. A gateway carries an id out once, however often it comes. What an
/// enrolled gateway would refuse, because the center's key cannot be used, waits for the key; one that never enrolled may have none pinned and gets it as it is.
/// </summary>
internal sealed class CommandDuty(CenterOptions options, CenterStore store, LinkPublisher publisher, OfferKey key) : ICenterDuty
{
    public const string SentKind = "command.sent";
    public const string DutyName = "edge-commands";

    /// <summary>Time between two copies of one command.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(15);
    private readonly Dictionary<(string, string, string), DateTimeOffset> _published = [];

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromSeconds(5);

    /// <summary>Sends a command off as soon as it is committed.</summary>
    public static void Follow(CenterChanges changes, Func<DutyScheduler> duties) => changes.Listen(entries =>
    {
        if (entries.Any(entry => entry.Kind == SentKind))
        {
            duties().Wake(DutyName);
        }
    });

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await store.ReadAsync(
            db => db.Set<EdgeCommand>().Where(command => command.State == EdgeCommandState.Waiting).OrderBy(command => command.CreatedAt).ToListAsync(cancellation),
            cancellation);
        foreach (var command in waiting.Where(command => command.ExpiresAt > now))
        {
            await PublishAsync(command, now, cancellation);
        }

        if (waiting.Exists(command => command.ExpiresAt <= now))
        {
            await ExpireAsync(now, cancellation);
        }
    }

    private async Task PublishAsync(EdgeCommand command, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = (command.SiteId, command.EdgeId, command.Id);
        if (_published.TryGetValue(id, out var last) && now - last < s_again)
        {
            return;
        }

        var topic = LinkTopics.Of(options.County.Id, command.SiteId, command.EdgeId, LinkTopics.Commands);
        if (await PayloadAsync(command, cancellation) is { } payload && await publisher.PublishAsync(topic, payload, 1, cancellation))
        {
            _published[id] = now;
        }
    }

    /// <returns>Null when it has to wait.</returns>
    private async Task<byte[]?> PayloadAsync(EdgeCommand command, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(command.Body);
        if (LinkJson.TryDecode<CommandMessage>(body, out _) is not { } message || !CommandSignature.IsNeeded(message.Kind))
        {
            return body;
        }

        var signed = key.Signed(command.SiteId, command.EdgeId, message);
        return signed.Signature is null && await IsEnrolledAsync(command, cancellation) ? null : LinkJson.Encode(signed);
    }

    private Task<bool> IsEnrolledAsync(EdgeCommand command, CancellationToken cancellation) => store.ReadAsync(
        db => db.Set<EdgeCertificate>().AnyAsync(held => held.SiteId == command.SiteId && held.EdgeId == command.EdgeId, cancellation), cancellation);

    private async Task ExpireAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await store.WriteAsync(
            async work =>
            {
                var expired = await work.Db.Set<EdgeCommand>().Where(c => c.State == EdgeCommandState.Waiting && c.ExpiresAt <= now).ToListAsync(cancellation);
                foreach (var command in expired)
                {
                    command.State = EdgeCommandState.Expired;
                    var path = (await work.Db.Set<Site>().FindAsync([command.SiteId], cancellation))?.UnitPath ?? "";
                    work.Record(new LedgerFact("command.expired", command.Id) { Site = command.SiteId, UnitPath = path }, new { Edge = command.EdgeId, command.Kind });
                }
            },
            cancellation);
        foreach (var old in _published.Where(pair => now - pair.Value > TimeSpan.FromHours(1)).Select(pair => pair.Key).ToList())
        {
            _published.Remove(old);
        }
    }
}
