using System.Text;
using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Outgoing;

/// <inheritdoc cref="IEdgeCommands"/>
internal sealed class EdgeCommands : IEdgeCommands
{
    private const int MostText = 1000;

    public static CommandAnswer? Decode(byte[] payload, out string error) => LinkDecoding.Decode<CommandAnswer>(
        payload,
        answer => !LinkIds.IsId(answer.Id) ? "id"
            : answer.Outcome is not ("done" or "refused" or "expired" or "unknown") ? "outcome"
            : answer.Why is { } why && (why.Zh.Length > MostText || why.En.Length > MostText) ? "text" : "",
        out error);

    public async Task SendAsync(CenterWork work, string siteId, string? edgeId, CommandMessage command)
    {
        var path = await work.Db.Set<Site>().Where(site => site.Id == siteId).Select(site => site.UnitPath).FirstOrDefaultAsync() ?? "";
        var edges = edgeId is not null ? [edgeId] : await work.Db.Set<EdgeBox>().Where(edge => edge.SiteId == siteId).Select(edge => edge.EdgeId).ToListAsync();
        foreach (var edge in edges)
        {
            work.Db.Add(new EdgeCommand
            {
                Id = command.Id, SiteId = siteId, EdgeId = edge, Kind = command.Kind, CreatedAt = work.Now, ExpiresAt = command.ExpiresAt,
                Body = Encoding.UTF8.GetString(LinkJson.Encode(command)),
            });
            work.Record(
                new LedgerFact(CommandDuty.SentKind, command.Id) { Site = siteId, UnitPath = path, Actor = command.Actor },
                new { Edge = edge, command.Kind, command.Reason, command.Alarm, command.Lane, command.Range, command.On, command.ExpiresAt });
        }
    }

    /// <summary>Notes an answer; one nobody asked for, or asked for by another gateway, changes nothing.</summary>
    public async Task AnsweredAsync(CenterWork work, EdgeKey key, CommandAnswer answer)
    {
        var command = await work.Db.Set<EdgeCommand>().FindAsync(key.Site, key.Edge, answer.Id);
        if (command is null || command.State == EdgeCommandState.Answered)
        {
            return;
        }

        (command.State, command.Outcome, command.AnsweredAt) = (EdgeCommandState.Answered, answer.Outcome, work.Now);
        command.Why = answer.Why is null ? null : JsonSerializer.Serialize(answer.Why, CenterJson.Options);
        var path = await work.Db.Set<Site>().Where(site => site.Id == key.Site).Select(site => site.UnitPath).FirstOrDefaultAsync() ?? "";
        work.Record(
            new LedgerFact("command.answered", answer.Id) { Site = key.Site, UnitPath = path }, new { key.Edge, command.Kind, answer.Outcome, answer.Why, answer.At });
    }
}
