using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Tests.Support;

namespace Gateway.Center.Tests.Security.Support;

/// <summary>A gateway of site <c>s1</c> that enrols.</summary>
internal static class Enrolling
{
    public static async Task<string> TokenAsync(CenterUnderTest center) => (await TokenAsync(center.SignedInAs(CenterRole.Administrator))).Token;

    public static async Task<(string Token, string Id)> TokenAsync(HttpClient administrator)
    {
        var made = await administrator.PostAsJsonAsync("/api/v1/enrolments", new { site = "s1", edge = "edge-1" });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var view = await made.Content.ReadFromJsonAsync<JsonElement>();
        return (view.GetProperty("token").GetString()!, view.GetProperty("id").GetString()!);
    }

    public static Task<HttpResponseMessage> EnrolAsync(CenterUnderTest center, string token, string? request = null) =>
        center.Anonymous().PostAsJsonAsync("/api/v1/enrol", new { token, request = request ?? Request() });

    public static string Request(ECDsa? key = null)
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=gateway", key ?? fresh, HashAlgorithmName.SHA256).CreateSigningRequestPem();
    }
}
