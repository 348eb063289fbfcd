using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;

namespace Gateway.Center.Sites;

/// <summary>The county itself is in the organisation from the first start: sites that nobody has placed belong to it.</summary>
internal sealed class CountyRoot(CenterOptions options, CenterStore store) : IHostedService
{
    public const string Level = "county";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var county = options.County;
        if (await store.ReadAsync(async db => await db.Set<OrgUnit>().FindAsync([county.Id], cancellationToken) is not null, cancellationToken))
        {
            return;
        }

        await store.WriteAsync(
            work =>
            {
                work.Db.Add(new OrgUnit
                {
                    Id = county.Id, Level = Level, Path = $"/{county.Id}/", NameZh = county.Name.Zh, NameEn = county.Name.En, RegionCode = county.RegionCode,
                });
                work.Record(new LedgerFact("unit.added", county.Id) { UnitPath = $"/{county.Id}/" }, new { county.Id, Level });
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
