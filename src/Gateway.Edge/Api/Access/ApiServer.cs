using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Gateway.Edge.Configuration;
using Gateway.Pipeline.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Edge.Api.Access;

/// <summary>The web server of the local API: where it listens, over HTTPS when there is a certificate, and what it refuses by size, number and time.</summary>
internal static class ApiServer
{
    private const int LargestBody = 64 * 1024;
    private const int LargestHead = 16 * 1024;

    // Enough for every screen and collector of a site; a flood of half-open ones leaves descriptors to the drivers.
    private const int MostConnections = 200;

    // A request of a screen or a collector goes out at once; this only ends who sends a byte now and then to hold a connection.
    private static readonly MinDataRate s_slowestBody = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));

    /// <param name="certificateFailed">Told when a changed certificate cannot be used.</param>
    public static void Configure(WebApplicationBuilder builder, ApiOptions options, Action<Exception> certificateFailed)
    {
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = LargestHead;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = s_slowestBody;
            kestrel.Listen(IPAddress.Parse(options.Address), options.Port, listen =>
            {
                if (options is { CertFile: { } certificate, KeyFile: { } key })
                {
                    var served = new ServedCertificate([certificate, key], () => X509Certificate2.CreateFromPemFile(certificate, key), certificateFailed);
                    listen.UseHttps(https =>
                    {
                        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                        https.ServerCertificateSelector = (_, _) => served.Current;
                    });
                }
            });
        });
    }

    /// <summary>The API is for programs: no browser shows, frames, guesses at or keeps what it says.</summary>
    public static void SetHeaders(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
    }
}
