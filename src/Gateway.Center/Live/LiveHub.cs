using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Warnings.Api;
using Microsoft.AspNetCore.SignalR;

namespace Gateway.Center.Live;

/// <summary>The hub at <c>/live</c>. What it calls on the page stands in api/types/live.ts.</summary>
internal sealed class LiveHub(LiveClients clients, CenterStore store, CenterOptions options, TimeProvider time, ILogger<LiveHub> logger) : Hub
{
    public override async Task OnConnectedAsync()
    {
        if (CurrentUser.Of(Context.User!) is not { } user)
        {
            Context.Abort();
            return;
        }

        var client = new LiveClient(Context, Clients.Caller, user, options.Live, time, logger, clients.NoteDropped);
        if (!clients.TryAdd(client))
        {
            client.Dispose();
            Context.Abort();
            return;
        }

        _ = RunAsync(client);
        client.Put(mailbox => mailbox.Beat(time.GetUtcNow()));
        await base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        clients.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>The values of this site are sent from now on; null = of none. What lies outside the scope is as if it were not there.</summary>
    public async Task WatchSite(string? site)
    {
        if (clients.Find(Context.ConnectionId) is { } client)
        {
            var seen = site is null ? null : await store.ReadAsync(db => Sight.SiteAsync(db, client.User, site), Context.ConnectionAborted);
            client.WatchedSite = seen?.Id;
        }
    }

    private static async Task RunAsync(LiveClient client)
    {
        using (client)
        {
            await client.RunAsync();
        }
    }
}
