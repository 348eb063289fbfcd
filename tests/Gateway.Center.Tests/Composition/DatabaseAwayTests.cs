using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Hosting.Logging;
using Gateway.Center.Configuration;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Gateway.Center.Tests.Composition;

/// <summary>A real PostgreSQL server, stopped and started under a running center.</summary>
public sealed class DatabaseAwayTests
{
    [Fact]
    public async Task A_center_goes_on_by_itself_after_its_database_was_stopped_and_started()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.CreateDatabaseAsync("center");
        await using var center = await CenterUnderTest.StartAsync(options => options with { Database = Postgres(server) });
        var client = center.SignedInAs(CenterRole.Administrator);
        await RecordAsync(center, "before");

        await server.StopAsync();
        (await client.GetAsync(new Uri("/api/v1/units", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync(new Uri("/api/v1/health", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Should.ThrowAsync<Exception>(() => RecordAsync(center, "lost"));
        await server.ResumeAsync();

        await RecordAsync(center, "after");
        (await client.GetAsync(new Uri("/api/v1/units", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var entries = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(entry => entry.Kind == "test.fact").OrderBy(entry => entry.Sequence).ToListAsync(), default);
        entries.Select(entry => entry.Subject).ShouldBe(["before", "after"]);
        entries[1].PreviousHash.ShouldBe(entries[0].Hash);
    }

    [Fact]
    public async Task A_database_that_goes_away_while_the_center_starts_is_waited_for_again()
    {
        using var folder = new TemporaryFolder();
        var options = new CenterOptions
        {
            County = new CountyOptions { Id = "county", Name = new("县", "County") }, Seeds = TestSeeds.Folder,
            Storage = new StorageOptions { Folder = folder.Path }, Web = new WebOptions { Port = FreePort.Next() },
        };
        using var logs = LogSetup.Create(new LoggingOptions { Level = LogDetail.Error }, folder: null, "center");
        var tries = 0;

        await using var host = await CenterStart.RunAsync(options, TimeProvider.System, logs, CancellationToken.None, builder => builder.Services.AddHostedService(_ => new GoesAway(++tries == 1)));

        tries.ShouldBe(2);
        using var http = new HttpClient();
        (await http.GetAsync(new Uri($"http://127.0.0.1:{options.Web.Port}/api/v1/health"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_center_started_before_its_database_says_so_at_its_address_and_then_starts()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.CreateDatabaseAsync("center");
        await server.StopAsync();
        using var folder = new TemporaryFolder();
        var options = new CenterOptions
        {
            County = new CountyOptions { Id = "county", Name = new("县", "County") }, Database = Postgres(server), Seeds = TestSeeds.Folder,
            Storage = new StorageOptions { Folder = folder.Path }, Web = new WebOptions { Port = FreePort.Next() },
        };
        using var logs = LogSetup.Create(new LoggingOptions { Level = LogDetail.Error }, folder: null, "center");
        var waiting = WaitingRoom.UntilDatabaseIsThereAsync(options, TimeProvider.System, logs, CancellationToken.None);
        using var http = new HttpClient();
        HttpResponseMessage? answer = null;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                answer = await http.GetAsync(new Uri($"http://127.0.0.1:{options.Web.Port}/api/v1/health"));
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });

        (await answer!.RefusalAsync()).ShouldBe("503 database.away");
        waiting.IsCompleted.ShouldBeFalse();
        await server.ResumeAsync();
        await waiting;
        await using var host = new CenterHost(options, TimeProvider.System);
        await host.StartAsync(CancellationToken.None);
        (await http.GetAsync(new Uri($"{host.Address}/api/v1/health"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static DatabaseOptions Postgres(PostgresServer server) => new() { Kind = DatabaseKind.Postgres, Connection = server.ConnectionTo("center") };

    private static Task RecordAsync(CenterUnderTest center, string subject) =>
        center.Store.WriteAsync(work => Task.FromResult(work.Record(new LedgerFact("test.fact", subject), new { })), CancellationToken.None);

    private sealed class GoesAway(bool now) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => now ? throw new InvalidOperationException("transient", new NpgsqlException("gone")) : Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
