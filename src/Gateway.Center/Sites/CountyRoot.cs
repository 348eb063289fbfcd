using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Sites;

/// <summary>The county itself is in the organisation from the first start: sites that nobody has placed belong to it.</summary>
internal sealed class CountyRoot(CenterOptions options, CenterStore store) : IHostedService
{
    public const string Level = "county";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var id = options.County.Id;
        if (!await store.ReadAsync(db => db.Set<OrgUnit>().AnyAsync(unit => unit.Id == id, cancellationToken), cancellationToken))
        {
            await store.WriteAsync(work => CountyUnit.EnsureAsync(work, options.County, actor: null), cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
