using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Contracts.V1.Link;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Sites.Api;

/// <summary>Body of <c>POST /sites/{id}/commands</c>.</summary>
/// <param name="Kind"><c>sound</c>, <c>table</c> or <c>offerPack</c>.</param>
/// <param name="Edge">Null = all gateways of the site.</param>
public sealed record SiteCommand(string Kind, string? Edge, bool? On, string? Pack, string? Reason);

/// <param name="Id">Stands in the ledger with what became of it.</param>
public sealed record CommandAccepted(string Id, DateTimeOffset ExpiresAt);

internal static class CommandEndpoints
{
    private const int MostPack = 512 * 1024;
    private const int MostReason = 500;
    private static readonly TimeSpan s_soundFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_otherFor = TimeSpan.FromDays(1);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/sites/{id}/commands", SendAsync).Needs(CenterAct.RaiseTier);

    private static async Task<Results<Accepted<CommandAccepted>, NotFound, ProblemHttpResult>> SendAsync(
        string id, SiteCommand command, HttpContext context, CenterStore store, IEdgeCommands commands, CancellationToken cancellation)
    {
        var errors = Check(command);
        if (errors.Count > 0)
        {
            return SiteProblems.Fields(errors);
        }

        var user = context.User();
        var accepted = await store.WriteAsync(work => StoreAsync(work, id, command, user, commands, cancellation), cancellation);
        return accepted is null ? TypedResults.NotFound() : TypedResults.Accepted((string?)null, accepted);
    }

    private static async Task<CommandAccepted?> StoreAsync(
        CenterWork work, string id, SiteCommand command, CurrentUser user, IEdgeCommands commands, CancellationToken cancellation)
    {
        var edges = await SiteCards.FindAsync(work.Db, user, id, cancellation) is null
            ? [] : await work.Db.Set<EdgeBox>().Where(edge => edge.SiteId == id).Select(edge => edge.EdgeId).ToListAsync(cancellation);
        if (edges.Count == 0 || (command.Edge is { } one && !edges.Contains(one)))
        {
            return null;
        }

        var message = new CommandMessage
        {
            Id = Guid.NewGuid().ToString("N"), Kind = command.Kind, SentAt = work.Now, ExpiresAt = work.Now + (command.Kind == "sound" ? s_soundFor : s_otherFor),
            Actor = user.Account, Reason = command.Reason, On = command.On, Pack = command.Pack,
        };
        await commands.SendAsync(work, id, command.Edge, message);
        return new CommandAccepted(message.Id, message.ExpiresAt);
    }

    private static List<FieldError> Check(SiteCommand command)
    {
        var errors = new List<FieldError>();
        if (command.Kind is not ("sound" or "table" or "offerPack"))
        {
            errors.Add(new FieldError("kind", command.Kind ?? "", new("sound、table 或 offerPack", "sound, table or offerPack")));
        }

        if (command.Kind == "sound" && command.On is null)
        {
            errors.Add(new FieldError("on", "", new("true 或 false", "true or false")));
        }

        if (command.Kind == "offerPack" && command.Pack is not { Length: > 0 and <= MostPack })
        {
            errors.Add(new FieldError("pack", $"{command.Pack?.Length ?? 0}", new("规则包文本，不超过 512 KiB", "text of a rule pack, at most 512 KiB")));
        }

        if (command.Reason is { Length: > MostReason })
        {
            errors.Add(new FieldError("reason", $"{command.Reason.Length}", new("不超过 500 字", "at most 500 characters")));
        }

        return errors;
    }
}
