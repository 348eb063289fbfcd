using System.Net;
using System.Security.Authentication;
using Gateway.Center.Configuration;
using Gateway.Pipeline.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Center.Composition;

/// <summary>The web server: where it listens, over HTTPS when there is a certificate, and what it refuses by size and time.</summary>
internal static class CenterWeb
{
    private const int LargestBody = 1024 * 1024;
    private const int MostConnections = 2_000;

    // What a person types goes out at once; this only ends who sends a byte now and then to hold a connection.
    private static readonly MinDataRate s_slowestBody = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));

    /// <param name="served">The certificate in use; null = plain HTTP.</param>
    public static WebApplicationBuilder CreateBuilder(CenterOptions options, ServedCertificate? served)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = s_slowestBody;
            kestrel.Listen(IPAddress.Parse(options.Web.Address), options.Web.Port, listen =>
            {
                if (served is not null)
                {
                    // Looked at now: a start with a bad one fails here and not at the first browser.
                    _ = served.Current;
                    listen.UseHttps(https =>
                    {
                        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                        https.ServerCertificateSelector = (_, _) => served.Current;
                    });
                }
            });
        });
        return builder;
    }
}
