using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Duties;
using Gateway.Center.Identity;
using Gateway.Center.Identity.Enrolment;
using Gateway.Center.Ingest.Outgoing;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Center.Tests.Support;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ingest;

/// <summary>Commands of people to gateways, over a real broker.</summary>
public sealed class EdgeCommandTests
{
    [Fact]
    public async Task A_command_reaches_the_gateway_and_its_answer_stands_in_the_ledger_once()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await ConnectedAsync(broker, center);
        var id = await OrderAsync(center, new { kind = "sound", on = true, reason = "试验" });

        await Eventually.TrueAsync(() => edge.Commands.Any(command => command.Id == id));
        var sent = edge.Commands.First(command => command.Id == id);
        (sent.Kind, sent.On, sent.Reason, sent.ExpiresAt).ShouldBe(("sound", true, "试验", center.Time.GetUtcNow().AddMinutes(5)));

        // An answer of another gateway is none.
        await using var other = await TestEdge.StartAsync(broker, center.Time, edge: "edge-2");
        await other.SayAsync();
        await AnswerAsync(other, center, id, "done");
        await AnswerAsync(edge, center, id, "refused");
        await center.LedgerHasAsync("command.answered");
        await AnswerAsync(edge, center, id, "done");
        await edge.SendAsync(edge.Event());
        await edge.ReceiptAsync(receipt => receipt.Events == 1);

        var fact = (await center.LedgerAsync("command.answered")).ShouldHaveSingleItem();
        using var body = JsonDocument.Parse(fact.Body);
        (fact.Subject, body.RootElement.GetProperty("outcome").GetString(), body.RootElement.GetProperty("edge").GetString()).ShouldBe((id, "refused", "edge-1"));
        body.RootElement.GetProperty("why").GetProperty("zh").GetString().ShouldBe("原因");
    }

    [Fact]
    public async Task What_changes_something_at_a_site_is_signed_for_its_gateway_with_the_key_gateways_have_pinned()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await ConnectedAsync(broker, center);
        using var pinned = ECDsa.Create();
        pinned.ImportFromPem(center.Services.GetRequiredService<OfferKey>().PublicPem);

        var sound = await OrderAsync(center, new { kind = "sound", on = true, reason = "试验" });
        var table = await OrderAsync(center, new { kind = "table" });
        await Eventually.TrueAsync(() => edge.Commands.Any(command => command.Id == sound) && edge.Commands.Any(command => command.Id == table));

        var sent = edge.Commands.First(command => command.Id == sound);
        CommandSignature.IsGood(pinned, "county", "s-01", "edge-1", sent).ShouldBeTrue();
        CommandSignature.IsGood(pinned, "county", "s-01", "edge-2", sent).ShouldBeFalse();
        CommandSignature.IsGood(pinned, "county", "s-01", "edge-1", sent with { On = false }).ShouldBeFalse();
        edge.Commands.First(command => command.Id == table).Signature.ShouldBeNull();
    }

    [Fact]
    public async Task While_the_key_cannot_be_used_a_command_to_an_enrolled_gateway_waits_for_it_and_any_other_goes_at_once()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker, change: WithDamagedKey);
        await using var enrolled = await ConnectedAsync(broker, center);
        await using var other = await ConnectedAsync(broker, center, "edge-2");
        await center.Store.WriteAsync(
            work => Task.FromResult(work.Db.Add(new EdgeCertificate { Serial = "01", SiteId = "s-01", EdgeId = "edge-1", IssuedAt = work.Now, ExpiresAt = work.Now.AddDays(90) })), CancellationToken.None);

        var (id, duties) = (await OrderAsync(center, new { kind = "sound", on = true }), center.Services.GetRequiredService<DutyScheduler>());
        await Eventually.TrueAsync(() => other.Commands.Any(command => command.Id == id && command.Signature is null));
        enrolled.Commands.ShouldNotContain(command => command.Id == id, "it would refuse it, and the command would be over");

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(KeyFile(center.Options), key.ExportPkcs8PrivateKeyPem());
        center.Time.Advance(TimeSpan.FromSeconds(11));
        await Eventually.TrueAsync(() =>
        {
            duties.Wake(CommandDuty.DutyName);
            return enrolled.Commands.Any(command => command.Id == id);
        });
        enrolled.Commands.Where(command => command.Id == id).ShouldAllBe(sent => CommandSignature.IsGood(key, "county", "s-01", "edge-1", sent));
    }

    [Fact]
    public async Task What_is_committed_is_told_signed_for_that_gateway()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await ConnectedAsync(broker, center);
        using var pinned = ECDsa.Create();
        pinned.ImportFromPem(center.Services.GetRequiredService<OfferKey>().PublicPem);

        await edge.SendAsync(edge.Event("system", new { name = "started" }));
        await edge.ReceiptAsync(receipt => receipt.Events > 0);

        foreach (var receipt in edge.Receipts)
        {
            ReceiptSignature.IsGood(pinned, "county", "s-01", "edge-1", receipt).ShouldBeTrue();
            ReceiptSignature.IsGood(pinned, "county", "s-01", "edge-2", receipt).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_command_nobody_answers_is_sent_again_until_it_expires_and_that_is_a_fact()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await ConnectedAsync(broker, center);
        var id = await OrderAsync(center, new { kind = "sound", on = true });

        await Eventually.TrueAsync(() => edge.Commands.Any(command => command.Id == id));

        // Longer than what lies between two copies, and then no more: the command must not expire before the second has come.
        center.Time.Advance(TimeSpan.FromSeconds(16));
        var duties = center.Services.GetRequiredService<DutyScheduler>();
        await Eventually.TrueAsync(() =>
        {
            duties.Wake(CommandDuty.DutyName);
            return edge.Commands.Count(command => command.Id == id) >= 2;
        });
        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromMinutes(1));
            return (await center.LedgerAsync("command.expired")).Exists(fact => fact.Subject == id);
        });
        await AnswerAsync(edge, center, id, "done");
        await center.LedgerHasAsync("command.answered");

        // A copy sent before it expired may have been on its way until now.
        edge.Commands.Clear();
        center.Time.Advance(TimeSpan.FromMinutes(1));
        edge.Commands.ShouldNotContain(command => command.Id == id);
    }

    [Fact]
    public async Task What_is_not_whole_or_out_of_sight_is_refused_and_sends_nothing()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await ConnectedAsync(broker, center);
        var officer = center.SignedInAs(CenterRole.DutyOfficer);

        foreach (var (body, path) in new (object, string)[] { (new { kind = "openValve" }, "kind"), (new { kind = "sound" }, "on"), (new { kind = "offerPack", pack = "" }, "pack") })
        {
            var answer = await officer.PostAsJsonAsync("/api/v1/sites/s-01/commands", body);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("path").GetString().ShouldBe(path);
        }

        (await officer.PostAsJsonAsync("/api/v1/sites/s-01/commands", new { kind = "table", edge = "none" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await officer.PostAsJsonAsync("/api/v1/sites/none/commands", new { kind = "table" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await center.SignedInAs(CenterRole.DutyOfficer, "/county/elsewhere/").PostAsJsonAsync("/api/v1/sites/s-01/commands", new { kind = "table" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await center.SignedInAs(CenterRole.Enterprise).PostAsJsonAsync("/api/v1/sites/s-01/commands", new { kind = "table" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await center.LedgerAsync("command.sent")).ShouldBeEmpty();
    }

    private static CenterOptions WithDamagedKey(CenterOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile(options))!);
        File.WriteAllText(KeyFile(options), "-----BEGIN PRIVATE KEY-----");
        return options;
    }

    private static string KeyFile(CenterOptions options) => Path.Combine(options.Storage.Folder, "identity", OfferKey.FileName);

    private static async Task<TestEdge> ConnectedAsync(Broker broker, CenterUnderTest center, string name = "edge-1")
    {
        var (edge, known) = (await TestEdge.StartAsync(broker, center.Time, edge: name), (await center.LedgerAsync("edge.online")).Count);
        await edge.SayAsync();
        await center.LedgerHasAsync("edge.online", known + 1);
        return edge;
    }

    private static async Task<string> OrderAsync(CenterUnderTest center, object body)
    {
        var answer = await center.SignedInAs(CenterRole.DutyOfficer).PostAsJsonAsync("/api/v1/sites/s-01/commands", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static Task AnswerAsync(TestEdge edge, CenterUnderTest center, string id, string outcome) => edge.PublishAsync(
        LinkTopics.Answers, LinkJson.Encode(new CommandAnswer(id, outcome, outcome == "done" ? null : new WarningText("原因", "reason"), center.Time.GetUtcNow())));
}
