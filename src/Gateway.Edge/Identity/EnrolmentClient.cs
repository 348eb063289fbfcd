using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Security;

namespace Gateway.Edge.Identity;

/// <summary>What the center answers to an enrolment.</summary>
public sealed record EnrolmentReply(
    string County, string Site, string Edge, string Serial, string Certificate, string Authority, string OfferKey, string BrokerHost, int BrokerPort, DateTimeOffset ExpiresAt);

/// <summary>The center does not give an identity, for a reason a person can mend.</summary>
public sealed class EnrolmentException(LocalizedText reason, Exception? inner = null) : Exception(reason.En, inner)
{
    public LocalizedText Reason { get; } = reason;
}

/// <summary>
/// Asks the center for an identity. The key is made here and stays here: what goes out is a request signed by it. Over HTTPS only, but for a center on this
/// very machine.
/// </summary>
internal sealed class EnrolmentClient(CenterAddress center)
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);

    /// <param name="identity">Where the identity goes.</param>
    /// <exception cref="EnrolmentException">The center refused, is not who it should be, or cannot be reached.</exception>
    /// <exception cref="IOException">The identity cannot be written.</exception>
    public async Task<EnrolmentReply> EnrolAsync(string token, IdentityFiles identity, CancellationToken cancellation)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var reply = await AskAsync("enrol", new { token, request = RequestOf(key) }, cancellation);
        Check(reply, key);
        identity.Write(key, reply, center);
        return reply;
    }

    /// <summary>The next certificate, with a new key, for the one in use.</summary>
    /// <inheritdoc cref="EnrolAsync"/>
    public async Task<EnrolmentReply> RenewAsync(IdentityFiles identity, CancellationToken cancellation)
    {
        using var old = ECDsa.Create();
        old.ImportFromPem(await File.ReadAllTextAsync(identity.KeyFile, cancellation));
        using var certificate = identity.Certificate();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestOf(key);
        var signature = Convert.ToBase64String(old.SignData(Encoding.UTF8.GetBytes(request), HashAlgorithmName.SHA256));
        var reply = await AskAsync("enrol/renew", new { certificate = certificate.ExportCertificatePem(), request, signature }, cancellation);
        Check(reply, key);
        identity.Write(key, reply, center);
        return reply;
    }

    private static string RequestOf(ECDsa key) => new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

    private async Task<EnrolmentReply> AskAsync(string path, object body, CancellationToken cancellation)
    {
        var check = new ServerCertificateCheck(center.CaFile, center.Pin);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, SslOptions = check.Options() };
        using var http = new HttpClient(handler) { Timeout = s_longest, MaxResponseContentBufferSize = LargestAnswer };
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri(new Uri(center.Center.TrimEnd('/') + "/"), $"api/v1/{path}"), body, JsonSerializerOptions.Web, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new EnrolmentException(new($"县中心拒绝（{(int)answer.StatusCode}）：{await WhyAsync(answer, "zh", cancellation)}", $"the center refused ({(int)answer.StatusCode}): {await WhyAsync(answer, "en", cancellation)}"));
            }

            return await answer.Content.ReadFromJsonAsync<EnrolmentReply>(JsonSerializerOptions.Web, cancellation) ?? throw new JsonException("null");
        }
        catch (HttpRequestException error) when (check.Refusal is { } refusal)
        {
            throw new EnrolmentException(refusal, error);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new EnrolmentException(new($"无法从 {center.Center} 得到应答：{error.GetBaseException().Message}", $"no answer from {center.Center}: {error.GetBaseException().Message}"), error);
        }
    }

    // A center that hands out a certificate for another key, or one its authority did not issue, leaves what is here as it is.
    private static void Check(EnrolmentReply reply, ECDsa key)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(reply.Certificate);
            using var authority = X509Certificate2.CreateFromPem(reply.Authority);
            using var theirs = certificate.GetECDsaPublicKey();
            using var offers = ECDsa.Create();
            offers.ImportFromPem(reply.OfferKey);
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            // The clocks of the two may differ; the broker looks at the time.
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
            if (theirs is null || !theirs.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()) || !chain.Build(certificate))
            {
                throw new CryptographicException("key");
            }
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new EnrolmentException(new("县中心给出的证书与本机密钥不符，未采用", "the certificate the center gave does not fit the key of this box and was not taken"), error);
        }
    }

    private static async Task<string> WhyAsync(HttpResponseMessage answer, string language, CancellationToken cancellation)
    {
        try
        {
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
            return problem.RootElement.GetProperty("why").GetProperty(language).GetString() ?? "";
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return answer.ReasonPhrase ?? "";
        }
    }
}
