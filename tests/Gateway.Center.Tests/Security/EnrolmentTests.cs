using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Security.Support;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Center.Tests.Security.Support.Enrolling;

namespace Gateway.Center.Tests.Security;

/// <summary>Who gets a gateway's identity, and what stands in it.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EnrolmentTests
{
    [Fact]
    public async Task A_token_works_once_not_after_its_time_and_not_when_revoked_and_all_refusals_are_alike()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var administrator = center.SignedInAs(CenterRole.Administrator);
        var (used, _) = await TokenAsync(administrator);
        var (revoked, id) = await TokenAsync(administrator);
        (await EnrolAsync(center, used)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.DeleteAsync($"/api/v1/enrolments/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var (late, _) = await TokenAsync(administrator);
        center.Time.Jump(TimeSpan.FromHours(25));

        var answers = new List<string>();
        foreach (var token in new[] { used, revoked, late, "rge_" + new string('0', 64), "" })
        {
            var answer = await EnrolAsync(center, token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, token);
            answers.Add(System.Text.RegularExpressions.Regex.Replace(await answer.Content.ReadAsStringAsync(), "\"traceId\":\"[^\"]*\"", ""));
        }

        answers.Distinct().ShouldHaveSingleItem("who guesses learns nothing");
        var facts = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(entry => entry.Kind == "enrolment.refused").Select(entry => entry.Body).ToListAsync(), default);
        facts.Select(fact => JsonDocument.Parse(fact).RootElement.GetProperty("why").GetString()).ShouldBe(["used", "revoked", "expired", "unknown", "unknown"]);
        (await administrator.GetStringAsync("/api/v1/enrolments")).ShouldNotContain(used);
    }

    [Fact]
    public async Task The_center_alone_says_what_stands_in_a_certificate_whatever_the_request_asks_for()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=center, O=evil", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("broker");
        request.CertificateExtensions.Add(names.Build());
        var (token, _) = await TokenAsync(center.SignedInAs(CenterRole.Administrator));

        var answer = await (await EnrolAsync(center, token, request.CreateSigningRequestPem())).Content.ReadFromJsonAsync<JsonElement>();

        using var certificate = X509Certificate2.CreateFromPem(answer.GetProperty("certificate").GetString());
        certificate.Subject.ShouldBe("CN=s1.edge-1");
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority.ShouldBeFalse();
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ShouldBeEmpty();
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(use => use.Value).ShouldBe(["1.3.6.1.5.5.7.3.2"], "a client, never a server");
        center.Services.GetRequiredService<CountyAuthority>().IsOurs(certificate).ShouldBeTrue();
    }

    [Fact]
    public async Task A_request_that_is_none_proves_no_key_or_has_a_weak_one_is_refused_and_leaves_the_token_good()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var (token, _) = await TokenAsync(center.SignedInAs(CenterRole.Administrator));
        using var weak = RSA.Create(1024);
        var good = Request();
        var damaged = good[..^60] + (good[^60] == 'A' ? 'B' : 'A') + good[^59..];
        foreach (var request in new[] { "", "x", new string('x', 9_000), damaged, new CertificateRequest("CN=a", weak, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem() })
        {
            (await EnrolAsync(center, token, request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, request.Length > 100 ? $"{request.Length}" : request);
        }

        (await EnrolAsync(center, token, good)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_the_holder_of_a_key_renews_and_no_certificate_of_another_authority_or_time_does()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (token, _) = await TokenAsync(center.SignedInAs(CenterRole.Administrator));
        var enrolled = await (await EnrolAsync(center, token, Request(key))).Content.ReadFromJsonAsync<JsonElement>();
        var certificate = enrolled.GetProperty("certificate").GetString()!;
        using var self = new CertificateRequest("CN=s1.edge-1", other, HashAlgorithmName.SHA256).CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));

        (await RenewAsync(center, certificate, other)).ShouldBe(HttpStatusCode.Forbidden, "not the key of the certificate");
        (await RenewAsync(center, self.ExportCertificatePem(), other)).ShouldBe(HttpStatusCode.Forbidden, "not of our authority");
        (await RenewAsync(center, certificate, key)).ShouldBe(HttpStatusCode.OK);
        center.Time.Jump(TimeSpan.FromDays(181));
        (await RenewAsync(center, certificate, key)).ShouldBe(HttpStatusCode.Forbidden, "its time is over");
    }

    [Theory]
    [InlineData("s1", "edge.1", "edge")]
    [InlineData("s 1", "edge-1", "site")]
    [InlineData("../s1", "edge-1", "site")]
    [InlineData("s1", "edge-1\nuser center", "edge")]
    public async Task No_token_is_made_for_a_name_that_could_be_taken_for_another(string site, string edge, string wrong)
    {
        await using var center = await CenterUnderTest.StartAsync();
        var answer = await center.SignedInAs(CenterRole.Administrator).PostAsJsonAsync("/api/v1/enrolments", new { site, edge });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.WrongFieldsAsync()).ShouldContain(wrong);
    }

    [Fact]
    public async Task Keys_lie_in_a_folder_for_the_owner_only()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var (token, _) = await TokenAsync(center.SignedInAs(CenterRole.Administrator));
        await EnrolAsync(center, token);
        var folder = Path.Combine(center.Options.Storage.Folder, "identity");

        File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in new[] { "authority.key", "offers.key" })
        {
            File.GetUnixFileMode(Path.Combine(folder, file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    private static async Task<HttpStatusCode> RenewAsync(CenterUnderTest center, string certificate, ECDsa key)
    {
        var request = Request();
        var signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(request), HashAlgorithmName.SHA256));
        return (await center.Anonymous().PostAsJsonAsync("/api/v1/enrol/renew", new { certificate, request, signature })).StatusCode;
    }
}
