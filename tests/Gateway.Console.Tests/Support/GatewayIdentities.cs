using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Center.Identity.Enrolment;
using Gateway.Center.Tests.Support;

namespace Gateway.Console.Tests.Support;

/// <summary>What an administrator and a gateway do to give the gateway its identity.</summary>
internal static class GatewayIdentities
{
    /// <summary>What a gateway does with its token: a key of its own, and a request for a certificate.</summary>
    public static async Task<HttpResponseMessage> EnrolAsync(this County county, string token)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        return await county.Center.Anonymous().PostAsJsonAsync("/api/v1/enrol", new { token, request });
    }

    /// <returns>Serial number of the certificate.</returns>
    public static async Task<string> EnrolledAsync(this County county, string token)
    {
        var answer = await county.EnrolAsync(token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync())["serial"]!.GetValue<string>();
    }

    /// <summary>Tokens and certificates as a county has them after a while: open and used, good and running out.</summary>
    public static async Task IdentitiesAsync(this County county, Gateway.Center.Tests.Support.Browser administrator)
    {
        await county.EnrolledAsync(await TokenAsync(administrator, "site-a"));
        await TokenAsync(administrator, "site-b");
        await TokenAsync(administrator, "site-not-yet-there");
        await county.Center.Store.WriteAsync(
            work =>
            {
                work.Db.Add(new EdgeCertificate { Serial = "0A1B2C3D4E5F60718293A4B5C6D7E8F901234567", SiteId = "site-b", EdgeId = "edge-1", IssuedAt = work.Now.AddDays(-150), ExpiresAt = work.Now.AddDays(30) });
                return Task.CompletedTask;
            },
            CancellationToken.None);
    }

    private static async Task<string> TokenAsync(Gateway.Center.Tests.Support.Browser administrator, string site)
    {
        var answer = await administrator.PostAsync("enrolments", new { site, edge = "edge-1", hours = 24 });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync())["token"]!.GetValue<string>();
    }
}
