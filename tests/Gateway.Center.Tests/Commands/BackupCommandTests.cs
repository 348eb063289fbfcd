using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gateway.Center.Commands;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Testing.Peers;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Commands;

public sealed class BackupCommandTests : IDisposable
{
    private readonly TemporaryFolder _place = new();

    private string Archive => _place.File("center.tar.gz");

    [Fact]
    public async Task A_running_center_is_backed_up_and_comes_back_with_its_ledger_whole()
    {
        string incident;
        await using (var center = await CenterUnderTest.StartAsync())
        {
            var board = new Board(center);
            await board.SiteAsync("s");
            await board.TakeAsync("s", "a", WarningTier.Red);
            incident = (await board.TheIncidentAsync("s")).Id;
            await File.WriteAllTextAsync(Path.Combine(center.Options.Storage.Folder, "setup-code.txt"), "code");
            var made = await RunAsync("backup", "--out", Archive, "--config", Configuration("old.json", center.Options.Storage.Folder, center.Options.Database));
            made.Code.ShouldBe(0, made.Error);
            made.Output.ShouldContain("the ledger up to entry");
        }

        var database = await EmptyDatabaseAsync();
        var folder = _place.File("new");
        var config = Configuration("new.json", folder, database);
        var back = await RunAsync("restore", "--from", Archive, "--config", config);
        back.Code.ShouldBe(0, back.Error + back.Output);
        back.Output.ShouldContain("GOOD");
        File.Exists(config + ".from-backup").ShouldBeTrue();
        File.Exists(Path.Combine(folder, "setup-code.txt")).ShouldBeFalse();
        await using var db = new CenterDbFactory(database, folder).Create();
        (await db.Set<Incident>().SingleAsync()).Id.ShouldBe(incident);
        (await db.Set<LedgerEntry>().CountAsync(entry => entry.Kind == "warning.received")).ShouldBe(1);

        var again = await RunAsync("restore", "--from", Archive, "--config", config);
        again.Code.ShouldBe(1);
        again.Error.ShouldMatch("exists; a backup is put into an empty|is not empty");
        await TestDatabase.DropAsync(database);
    }

    [Fact]
    public async Task A_ledger_changed_after_the_backup_was_made_is_told_when_it_is_put_back()
    {
        if (TestDatabase.IsPostgres)
        {
            // What is changed here is a file; a changed dump does not pass its hash on either database.
            (await RunAsync("restore", "--from", _place.File("absent"), "--config", Configuration("x.json", _place.File("x"), new DatabaseOptions()))).Code.ShouldBe(1);
            return;
        }

        await using (var center = await CenterUnderTest.StartAsync())
        {
            var board = new Board(center);
            await board.SiteAsync("s");
            await board.TakeAsync("s", "a", WarningTier.Red);
            await center.Store.WriteAsync(work => work.Db.Database.ExecuteSqlRawAsync("UPDATE ledger SET \"Body\" = '[]' WHERE \"Kind\" = 'warning.received'"), CancellationToken.None);
            (await RunAsync("backup", "--out", Archive, "--config", Configuration("old.json", center.Options.Storage.Folder, center.Options.Database))).Code.ShouldBe(0);
        }

        var back = await RunAsync("restore", "--from", Archive, "--config", Configuration("new.json", _place.File("new"), new DatabaseOptions()));
        back.Code.ShouldBe(1);
        back.Output.ShouldContain("BAD");
    }

    public void Dispose() => _place.Dispose();

    private static async Task<DatabaseOptions> EmptyDatabaseAsync()
    {
        if (!TestDatabase.IsPostgres)
        {
            return new DatabaseOptions();
        }

        var server = await PostgresServer.SharedAsync();
        var name = $"restored_{Guid.NewGuid():n}";
        await server.CreateDatabaseAsync(name);
        return new DatabaseOptions { Kind = DatabaseKind.Postgres, Connection = server.ConnectionTo(name) };
    }

    private string Configuration(string name, string folder, DatabaseOptions database)
    {
        var json = new
        {
            county = new { id = "county", name = new { zh = "演示县", en = "Demonstration county" } }, seeds = TestSeeds.Folder, storage = new { folder },
            database = new { kind = database.Kind.ToString().ToLowerInvariant(), connection = database.Connection }, logging = new { folder = (string?)null },
        };
        File.WriteAllText(_place.File(name), JsonSerializer.Serialize(json));
        return _place.File(name);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(CultureInfo.InvariantCulture), new StringWriter(CultureInfo.InvariantCulture));
        var code = await CenterCommand.RunAsync(
            [.. arguments, "--lang", "en"], new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null }, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
