using System.Security.Cryptography;
using Gateway.Edge.Composition;
using Gateway.Edge.Uplink.Options;

namespace Gateway.Edge.Identity;

/// <summary>
/// Renews the gateway's certificate when a third of its life is left, so that nobody has to think of it; the next connection to the broker uses it. Fails
/// quietly but in the log and as a system event, and tries again each half day.
/// </summary>
internal sealed partial class IdentityRenewal(UplinkOptions? uplink, SystemEvents events, TimeProvider time, ILogger<IdentityRenewal> logger)
{
    private static readonly TimeSpan s_period = TimeSpan.FromHours(12);
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(20);
    private readonly ILogger _logger = logger;

    /// <summary>Looks now and then, until cancelled; returns at once when the identity is none of the center's.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (uplink?.Broker.Tls?.CertFile is not { } file || Path.GetDirectoryName(file) is not { } folder)
        {
            return;
        }

        var identity = new IdentityFiles(folder);
        if (!identity.IsOfCenter || identity.CertificateFile != file)
        {
            return;
        }

        await Task.Delay(s_first, time, stopping);
        while (true)
        {
            await LookAsync(identity, stopping);
            await Task.Delay(s_period, time, stopping);
        }
    }

    private async Task LookAsync(IdentityFiles identity, CancellationToken stopping)
    {
        try
        {
            using var certificate = identity.Certificate();
            var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
            if (until - time.GetUtcNow().UtcDateTime > (until - from) / 3)
            {
                return;
            }

            var center = identity.Center() ?? throw new EnrolmentException(new(
                "身份文件夹中的 center.json 已损坏，不知道向哪里续期：请重新登记（gateway enrol）", "center.json in the folder of the identity is damaged, so nobody knows where to renew: enrol this gateway anew (gateway enrol)"));
            var reply = await new EnrolmentClient(center).RenewAsync(identity, stopping);
            LogRenewed(reply.ExpiresAt);
            events.Record("identityRenewed", new($"本机证书已更新，有效至 {reply.ExpiresAt:u}", $"the certificate of this gateway was renewed until {reply.ExpiresAt:u}"));
        }
        catch (EnrolmentException error)
        {
            LogNotRenewed(error, error.Reason.En);
            events.Record("identityNotRenewed", error.Reason);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            LogNotRenewed(error, error.Message);
            events.Record("identityNotRenewed", new(error.Message, error.Message));
        }
    }

    [LoggerMessage(7122, LogLevel.Information, "The certificate of this gateway was renewed until {Until}.")]
    private partial void LogRenewed(DateTimeOffset until);

    [LoggerMessage(7123, LogLevel.Error, "The certificate of this gateway could not be renewed: {Reason}. It is tried again.")]
    private partial void LogNotRenewed(Exception error, string reason);
}
