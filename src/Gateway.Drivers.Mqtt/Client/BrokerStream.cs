using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>Opens the way to the broker: TCP, and TLS on top when configured.</summary>
internal static class BrokerStream
{
    public static async Task<Stream> OpenAsync(MqttConnectionOptions options, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellation);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return options.Tls is { } tls ? await SecureAsync(stream, tls, options.Host, cancellation) : stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static string? ReadPassword(MqttConnectionOptions options)
    {
        if (options.PasswordFile is { } file)
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim();
        }

        return options.PasswordEnv is { } name ? Environment.GetEnvironmentVariable(name) : null;
    }

    private static async Task<Stream> SecureAsync(Stream inner, MqttTlsOptions tls, string host, CancellationToken cancellation)
    {
        var check = new BrokerCertificateCheck(tls.ServerName ?? host, tls.Pin);
        var secure = new SslStream(inner);
        try
        {
            await secure.AuthenticateAsClientAsync(CreateOptions(tls, host, check), cancellation);
            return secure;
        }
        catch (AuthenticationException error) when (check.Refusal is { } refusal)
        {
            await secure.DisposeAsync();
            throw new BrokerRefusedException(refusal, error);
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    private static SslClientAuthenticationOptions CreateOptions(MqttTlsOptions tls, string host, BrokerCertificateCheck check)
    {
        var result = new SslClientAuthenticationOptions
        {
            TargetHost = tls.ServerName ?? host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = check.IsGood,
        };
        if (tls.CaFile is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(tls.CaFile);
            result.CertificateChainPolicy = policy;
        }

        if (tls.CertFile is not null)
        {
            result.ClientCertificates = [X509Certificate2.CreateFromPemFile(tls.CertFile, tls.KeyFile)];
        }

        if (tls.AllowUntrusted)
        {
            // Only on the user's explicit word; a log line at each connect says what it costs.
#pragma warning disable CA5359
            result.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return result;
    }
}
