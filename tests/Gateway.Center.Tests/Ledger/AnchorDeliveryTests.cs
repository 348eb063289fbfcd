using System.Text.Json.Nodes;
using Gateway.Center.Access;
using Gateway.Center.Calls;
using Gateway.Center.Commands;
using Gateway.Center.Data;
using Gateway.Center.Exchange;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Notifications.Email;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ledger;

/// <summary>Anchors on their way to a real mail server and a real HTTP server, and what they prove afterwards.</summary>
public sealed class AnchorDeliveryTests
{
    [Fact]
    public async Task What_arrives_by_mail_and_by_post_proves_a_ledger_cut_short_and_one_written_anew()
    {
        await using var mail = await MailServer.StartAsync();
        await using var post = new HttpPeer();
        await post.StartAsync();
        await using var center = await StartAsync(mail.Port, post.Port);
        await FactsAsync(center, 40);
        var (sequence, hash) = await AnchorAsync(center);

        await BeatUntilAsync(center, () => mail.Received.Contains(hash, StringComparison.Ordinal) && post.Taken.Any(body => body.Contains(hash, StringComparison.Ordinal)));

        await mail.WaitForAsync("END MESSAGE");
        var newest = JsonNode.Parse(post.Taken[^1])!;
        (newest["county"]!.GetValue<string>(), newest["sequence"]!.GetValue<long>()).ShouldBe(("county", sequence));

        using var kept = new TemporaryFolder();
        await File.WriteAllTextAsync(kept.File("anchor.eml"), mail.Received);
        await File.WriteAllTextAsync(kept.File("anchor.json"), post.Taken[^1]);

        // Whoever forges the ledger has the center's machine and so the center's own anchors: only those outside stand.
        File.Delete(Path.Combine(center.Options.Storage.Folder, AnchorFile.Name));
        (await VerifyAsync(center, kept.File("anchor.eml"))).ShouldContain("GOOD");
        await WriteAnewAsync(center, from: 10);
        (await VerifyAsync(center, kept.File("anchor.eml"))).ShouldContain($"Rewritten @{sequence}");
        (await VerifyAsync(center, kept.File("anchor.json"))).ShouldContain($"Rewritten @{sequence}");
        await CutAsync(center, after: 20);
        (await VerifyAsync(center)).ShouldContain("GOOD", customMessage: "the chain alone cannot tell");
        (await VerifyAsync(center, kept.File("anchor.eml"))).ShouldContain("CutShort @21");
        (await VerifyAsync(center, kept.File("anchor.json"))).ShouldContain("CutShort @21");
    }

    [Fact]
    public async Task A_target_that_was_away_gets_every_anchor_it_missed_in_order_and_holds_up_no_other()
    {
        await using var mail = await MailServer.StartAsync();
        await using var post = new HttpPeer { Status = 503 };
        await using var center = await StartAsync(mail.Port, post.Port);
        await FactsAsync(center, 3);
        var first = await AnchorAsync(center);
        await BeatUntilAsync(center, () => mail.Received.Contains(first.Hash, StringComparison.Ordinal));

        // The two targets are tried side by side.
        await Eventually.TrueAsync(async () => (await HealthAsync(center)).Contains($"127.0.0.1:{post.Port}", StringComparison.Ordinal));

        // There, and refusing, while more anchors are made.
        await post.StartAsync();
        await FactsAsync(center, 3);
        await AnchorAsync(center);
        await BeatUntilAsync(center, () => post.Attempts >= 2);
        await FactsAsync(center, 3);
        var last = await AnchorAsync(center);
        await BeatUntilAsync(center, () => mail.Received.Contains(last.Hash, StringComparison.Ordinal));
        post.Taken.ShouldBeEmpty();

        post.Status = 200;
        await BeatUntilAsync(center, () => post.Taken.Any(body => body.Contains(last.Hash, StringComparison.Ordinal)));

        var anchored = center.Services.GetRequiredService<AnchorFile>().Read().Select(anchor => anchor.Sequence).ToList();
        anchored.Count.ShouldBeGreaterThanOrEqualTo(3);
        post.Taken.Select(body => JsonNode.Parse(body)!["sequence"]!.GetValue<long>()).ShouldBe(anchored, "all of them, in order, each once");
        await BeatUntilAsync(center, () => !HealthAsync(center).GetAwaiter().GetResult().Contains($"127.0.0.1:{post.Port}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_target_has_is_known_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var before = new SentAnchors(folder.Path);
        before.UpTo("a").ShouldBeNull();
        before.Note("a", 7);
        before.Note("a", 9);
        before.Note("b", 7);

        var after = new SentAnchors(folder.Path);
        (after.UpTo("a"), after.UpTo("b"), after.UpTo("c")).ShouldBe((9, 7, null));
        await File.WriteAllTextAsync(folder.File(SentAnchors.Name), "{\"a\":");
        new SentAnchors(folder.Path).UpTo("a").ShouldBeNull("a torn file is no reason not to start");
    }

    private static Task<CenterUnderTest> StartAsync(int mailPort, int postPort) => CenterUnderTest.StartAsync(options => options with
    {
        Calls = new CallOptions { Email = [new EmailOptions { Host = "localhost", Port = mailPort, From = "center@example.invalid", Security = EmailSecurity.None }] },
        Exchange = new ExchangeOptions { Anchors = new AnchorOptions { Url = $"http://127.0.0.1:{postPort}/anchors", Mail = "notary@example.invalid" } },
    });

    private static async Task FactsAsync(CenterUnderTest center, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await center.Store.WriteAsync(work => Task.FromResult(work.Record(new LedgerFact("test.fact", $"fact-{i}"), new { i })), Board.None);
        }
    }

    private static async Task<(long Sequence, string Hash)> AnchorAsync(CenterUnderTest center)
    {
        var anchor = (await center.Services.GetRequiredService<AnchorKeeper>().AnchorAsync(CancellationToken.None)).ShouldNotBeNull();
        return (anchor.Sequence, anchor.Hash);
    }

    /// <summary>Lets the duty's minutes pass, each with real time enough for a mail.</summary>
    private static Task BeatUntilAsync(CenterUnderTest center, Func<bool> done) => Eventually.TrueAsync(
        async () =>
        {
            center.Time.Advance(TimeSpan.FromMinutes(1));
            for (var look = 0; look < 20 && !done(); look++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
            }

            return done();
        },
        30);

    private static async Task<string> HealthAsync(CenterUnderTest center) =>
        JsonNode.Parse(await center.SignedInAs(CenterRole.Administrator).GetStringAsync("/api/v1/health"))!["parts"]!["ledger"]!["text"]!["en"]!.GetValue<string>();

    /// <summary>As a forger with the database in hands would: the chain holds in itself afterwards.</summary>
    private static async Task WriteAnewAsync(CenterUnderTest center, long from)
    {
        await using var db = center.Services.GetRequiredService<CenterDbFactory>().Create();
        var entries = await db.Set<LedgerEntry>().AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync();
        await db.Set<LedgerEntry>().Where(entry => entry.Sequence >= from).ExecuteDeleteAsync();
        var head = new LedgerHead(from - 1, entries[(int)from - 2].Hash);
        foreach (var old in entries.Where(entry => entry.Sequence >= from))
        {
            var fact = new LedgerFact(old.Kind, old.Subject) { Site = old.Site, UnitPath = old.UnitPath, Actor = old.Actor, IsDrill = old.IsDrill };
            var entry = LedgerChain.Next(head, old.Time, fact, old.Sequence == from ? """{"forged":true}""" : old.Body);
            head = new LedgerHead(entry.Sequence, entry.Hash);
            db.Add(entry);
        }

        await db.SaveChangesAsync();
    }

    private static async Task CutAsync(CenterUnderTest center, long after)
    {
        await using var db = center.Services.GetRequiredService<CenterDbFactory>().Create();
        await db.Set<LedgerEntry>().Where(entry => entry.Sequence > after).ExecuteDeleteAsync();
    }

    /// <summary>The command as somebody elsewhere runs it, on the database as it stands.</summary>
    private static async Task<string> VerifyAsync(CenterUnderTest center, params string[] anchors)
    {
        using var folder = new TemporaryFolder();
        string[] database = ["--sqlite", Path.Combine(center.Options.Storage.Folder, "center.db")];
        if (TestDatabase.IsPostgres)
        {
            await File.WriteAllTextAsync(folder.File("connection"), center.Options.Database.Connection);
            database = ["--postgres-file", folder.File("connection")];
        }

        using var output = new StringWriter();
        await CenterCommand.Create().Parse(["verify", .. database, .. anchors.SelectMany(file => new[] { "--anchors", file })])
            .InvokeAsync(new() { Output = output, Error = output });
        return output.ToString();
    }
}
