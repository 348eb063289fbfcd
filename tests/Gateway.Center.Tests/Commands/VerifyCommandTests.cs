using System.CommandLine;
using System.Globalization;
using Gateway.Center.Commands;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Commands;

/// <summary><c>verify</c> on the database of a center that has heard a gateway over a real broker.</summary>
public sealed class VerifyCommandTests
{
    [Fact]
    public async Task A_ledger_of_real_messages_is_good_with_every_event_of_the_gateway_computed_again_and_a_change_is_found()
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        for (var n = 0; n < 5; n++)
        {
            await edge.SendAsync(edge.Event("system", new { 名称 = $"事件“{n}” <b>", value = 1.10 }));
        }

        await edge.ReceiptAsync(receipt => receipt.Events == 5);
        var good = await VerifyAsync(center, folder);
        good.Code.ShouldBe(0, good.Output + good.Error);
        good.Output.ShouldContain("5 已重算");

        await center.Store.WriteAsync(
            async work =>
            {
                var third = await work.Db.Set<LedgerEntry>().Where(entry => entry.Kind == "edge.event").OrderBy(entry => entry.Sequence).Skip(2).FirstAsync();
                await work.Db.Set<LedgerEntry>().Where(entry => entry.Sequence == third.Sequence)
                    .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Body, third.Body.Replace("1.1", "2.1", StringComparison.Ordinal)));
            },
            CancellationToken.None);

        var bad = await VerifyAsync(center, folder);
        (bad.Code, bad.Output.Contains("BAD", StringComparison.Ordinal)).ShouldBe((VerifyCommand.Bad, true), bad.Output);
    }

    [Fact]
    public async Task The_configuration_names_the_database_when_the_line_does_not_and_what_is_not_there_is_told()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("center.json"), $$"""
            { "county": { "id": "c", "name": { "zh": "县", "en": "County" } }, "seeds": "{{TestSeeds.Folder}}", "storage": { "folder": "data" } }
            """);

        var none = await RunAsync(["verify", "--config", folder.File("center.json")]);
        none.Code.ShouldBe(CenterCommand.BadInput);
        none.Error.ShouldContain("center.db");
        (await RunAsync(["verify", "--sqlite", folder.File("x.db"), "--postgres-file", folder.File("y")])).Code.ShouldBe(CenterCommand.BadInput);

        var factory = new CenterDbFactory(new Gateway.Center.Configuration.DatabaseOptions(), Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName);
        await factory.MigrateAsync(CancellationToken.None);
        var empty = await RunAsync(["verify", "--config", folder.File("center.json")]);
        (empty.Code, empty.Output.Contains("GOOD", StringComparison.Ordinal)).ShouldBe((0, true), empty.Output + empty.Error);

        await File.WriteAllTextAsync(folder.File("anchors.jsonl"), $$"""
            {"sequence":1,"ha
            {"sequence":1,"hash":"{{new string('0', 64)}}"}
            """);
        var anchored = await RunAsync(["verify", "--config", folder.File("center.json"), "--anchors", folder.File("anchors.jsonl")]);
        anchored.Output.ShouldContain("anchors.jsonl:1: 无法读取");
        (anchored.Code, anchored.Output.Contains("BAD", StringComparison.Ordinal)).ShouldBe((VerifyCommand.Bad, true), "what the second line remembers is not there");
    }

    private static async Task<(int Code, string Output, string Error)> VerifyAsync(CenterUnderTest center, TemporaryFolder folder)
    {
        if (!TestDatabase.IsPostgres)
        {
            return await RunAsync(["verify", "--sqlite", Path.Combine(center.Options.Storage.Folder, "center.db")]);
        }

        await File.WriteAllTextAsync(folder.File("pg.txt"), center.Options.Database.Connection + "\n");
        return await RunAsync(["verify", "--postgres-file", folder.File("pg.txt")]);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        var (output, error) = (new StringWriter(CultureInfo.InvariantCulture), new StringWriter(CultureInfo.InvariantCulture));
        var code = await CenterCommand.RunAsync(arguments, new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null }, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
