using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Calls;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Identity;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Ingest.Outgoing;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Tests.Security.Support;
using Gateway.Center.Tests.Support;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Warnings;
using Gateway.Testing.Peers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Center.Tests.Security;

/// <summary>The center's own keys damaged, lost or exchanged: what goes on, and what people are told.</summary>
public sealed class IdentityKeysTests
{
    /// <summary>The sounder stands in the first step of a red plan, in the transaction that calls people.</summary>
    [Theory]
    [InlineData("damaged")]
    [InlineData("empty")]
    [InlineData("public")]
    [InlineData("folder")]
    public async Task A_red_warning_calls_people_though_nothing_can_be_signed(string how)
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder);
        Spoil(options, how);
        using var offers = new OfferKey(options, TimeProvider.System, NullLogger<OfferKey>.Instance);
        await using var bench = await CallBench.StartAsync(commands: [new EdgeCommands()]);
        await bench.Store.AddEverybodyAsync();
        await bench.Store.WriteAsync(
            work =>
            {
                work.Db.Add(new EdgeBox { SiteId = "site", EdgeId = "edge-1" });
                return Task.CompletedTask;
            },
            CancellationToken.None);

        await bench.OpenAsync("i1", WarningTier.Red);
        await bench.WorkAsync();

        (await bench.LegsAsync("i1")).ShouldContain(leg => leg.Role == "leader-on-duty" && leg.Channel == "sms" && leg.State == LegState.Sent);
        var sound = (await bench.Store.ReadAsync(db => db.Set<EdgeCommand>().ToListAsync(), CancellationToken.None)).ShouldHaveSingleItem();
        offers.Signed("site", "edge-1", JsonSerializer.Deserialize<CommandMessage>(sound.Body, JsonSerializerOptions.Web)!).Signature.ShouldBeNull("and it does not throw");
        offers.Trouble.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_damaged_key_is_told_with_its_file_enrols_nobody_and_is_taken_again_when_it_was_put_back()
    {
        await using var center = await CenterUnderTest.StartAsync();
        Spoil(center.Options, "damaged");
        var token = await Enrolling.TokenAsync(center);

        (await HealthAsync(center)).ShouldSatisfyAllConditions(
            health => health.GetProperty("isGood").GetBoolean().ShouldBeFalse(),
            health => health.GetProperty("text").GetProperty("en").GetString()!.ShouldContain(OfferKey.FileName));
        var refused = await Enrolling.EnrolAsync(center, token);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("identity.unusable");

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(KeyFile(center.Options), key.ExportPkcs8PrivateKeyPem());
        center.Time.Advance(TimeSpan.FromSeconds(11));
        var enrolled = await Enrolling.EnrolAsync(center, token);

        enrolled.StatusCode.ShouldBe(HttpStatusCode.OK, "the token was not used up");
        (await enrolled.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("offerKey").GetString().ShouldBe(key.ExportSubjectPublicKeyInfoPem());
        (await HealthAsync(center)).GetProperty("isGood").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_center_that_came_up_with_other_keys_says_how_many_gateways_hold_the_former_until_they_are_back()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var lost = new TemporaryFolder();
        var (own, other) = (center.Options, center.Options with { Storage = new StorageOptions { Folder = lost.Path } });
        (await Enrolling.EnrolAsync(center, await Enrolling.TokenAsync(center))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await LookAsync(center, own)).ShouldBe((true, "1 gateways are enrolled, with the keys of now"));
        center.Time.SetUtcNow(center.Time.GetUtcNow().AddHours(1));
        var changed = await LookAsync(center, other);
        changed.IsGood.ShouldBeFalse();
        changed.Text.ShouldContain("1 gateways hold the former one");
        center.Time.SetUtcNow(center.Time.GetUtcNow().AddHours(1));
        (await LookAsync(center, own)).IsGood.ShouldBeTrue();

        var facts = await center.Store.ReadAsync(
            db => db.Set<LedgerEntry>().Where(entry => entry.Kind == KeyHistory.SigningKey).OrderBy(entry => entry.Sequence).Select(entry => entry.Subject).ToListAsync(), CancellationToken.None);
        facts.Count.ShouldBe(3);
        facts[0].ShouldBe(facts[2]);
        facts[1].ShouldNotBe(facts[0]);
    }

    [Fact]
    public async Task A_gateway_that_has_not_renewed_with_a_quarter_of_its_time_left_is_told()
    {
        await using var center = await CenterUnderTest.StartAsync();
        (await Enrolling.EnrolAsync(center, await Enrolling.TokenAsync(center))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var days = center.Options.Identity.CertificateDays;

        center.Time.SetUtcNow(center.Time.GetUtcNow().AddDays(days * 0.74));
        (await LookAsync(center, center.Options)).IsGood.ShouldBeTrue();
        center.Time.SetUtcNow(center.Time.GetUtcNow().AddDays(days * 0.02));

        (await LookAsync(center, center.Options)).ShouldSatisfyAllConditions(late => late.IsGood.ShouldBeFalse(), late => late.Text.ShouldContain("1 gateways have not renewed"));
    }

    [Fact]
    public void An_authority_without_its_key_is_not_made_anew_and_one_without_its_certificate_keeps_its_key()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder);
        var (pem, key) = (Path.Combine(folder.Path, "identity", "authority.pem"), Path.Combine(folder.Path, "identity", "authority.key"));
        string former;
        using (var authority = new CountyAuthority(options, TimeProvider.System))
        {
            former = authority.Pem;
        }

        File.Move(key, key + ".away");
        using (var authority = new CountyAuthority(options, TimeProvider.System))
        {
            Should.Throw<IdentityException>(() => authority.Pem).Reason.En.ShouldContain("authority.key");
        }

        File.Exists(key).ShouldBeFalse();
        File.ReadAllText(pem).Trim().ShouldBe(former.Trim());

        File.Move(key + ".away", key);
        File.Delete(pem);
        using (var authority = new CountyAuthority(options, TimeProvider.System))
        {
            using var before = X509Certificate2.CreateFromPem(former);
            using var now = X509Certificate2.CreateFromPem(authority.Pem);
            now.GetPublicKey().ShouldBe(before.GetPublicKey());
        }
    }

    private static CenterOptions Options(TemporaryFolder folder) => new()
    {
        County = new CountyOptions { Id = "county", Name = new("演示县", "Demonstration county") }, Storage = new StorageOptions { Folder = folder.Path },
    };

    private static string KeyFile(CenterOptions options) => Path.Combine(options.Storage.Folder, "identity", OfferKey.FileName);

    private static void Spoil(CenterOptions options, string how)
    {
        var file = KeyFile(options);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        switch (how)
        {
            case "folder": Directory.CreateDirectory(file); break;
            case "empty": File.WriteAllText(file, ""); break;
            case "public": File.WriteAllText(file, key.ExportSubjectPublicKeyInfoPem()); break;
            default: File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem()[..^60]); break;
        }
    }

    private static async Task<JsonElement> HealthAsync(CenterUnderTest center) =>
        (await center.SignedInAs(CenterRole.Administrator).GetFromJsonAsync<JsonElement>("/api/v1/health")).GetProperty("parts").GetProperty("identity");

    // As a center would find it that came up with the keys of this folder.
    private static async Task<(bool IsGood, string Text)> LookAsync(CenterUnderTest center, CenterOptions options)
    {
        using var offers = new OfferKey(options, center.Time, NullLogger<OfferKey>.Instance);
        using var authority = new CountyAuthority(options, center.Time);
        await new IdentityKeysDuty(center.Store, offers, authority).RunAsync(center.Time.GetUtcNow(), CancellationToken.None);
        var reading = await center.Store.ReadAsync(db => new IdentityHealthPart(offers, authority, center.Time).ReadAsync(db, CancellationToken.None), CancellationToken.None);
        return (reading.IsGood, reading.Text.En);
    }
}
