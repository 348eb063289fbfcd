using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Configuration.Validation;

/// <summary>Tells every error of the section <c>api</c>. Pure but for opening the certificate.</summary>
internal static class ApiOptionsValidator
{
    public static void Validate(ApiOptions api, string path, ConfigurationErrors errors)
    {
        errors.Require(IPAddress.TryParse(api.Address, out _), $"{path}.address", api.Address, "IP 地址，如 127.0.0.1", "an IP address such as 127.0.0.1");
        errors.Require(api.Port is >= 0 and <= 65535, $"{path}.port", api.Port, "0 至 65535", "0 to 65535");
        errors.Require(
            (api.CertFile is null) == (api.KeyFile is null), $"{path}.keyFile", api.KeyFile, "certFile 与 keyFile 须同时填写", "certFile and keyFile together");
        errors.Require(
            !IPAddress.TryParse(api.Address, out _) || api.IsLoopback || api.CertFile is not null || api.AllowPlainHttp, $"{path}.certFile", "",
            "对外监听必须用 HTTPS：填写 certFile 与 keyFile；确需明文时设 allowPlainHttp 为 true",
            "HTTPS for an address others can reach: certFile and keyFile; or, knowing that tokens can then be read on that network, allowPlainHttp true");
        for (var i = 0; i < api.AllowedHosts.Count; i++)
        {
            var host = api.AllowedHosts[i];
            errors.Require(
                Uri.CheckHostName(host) == UriHostNameType.Dns, $"{path}.allowedHosts[{i}]", host, "主机名，不含端口，如 gateway.plant.example", "a host name without port, such as gateway.plant.example");
        }

        CheckCertificate(api, path, errors);
    }

    private static void CheckCertificate(ApiOptions api, string path, ConfigurationErrors errors)
    {
        if (api is not { CertFile: { } certificate, KeyFile: { } key })
        {
            return;
        }

        try
        {
            using var loaded = X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            errors.Add($"{path}.certFile", certificate, $"可打开的 PEM 证书及其私钥（{error.Message}）", $"a PEM certificate that opens, with its own key ({error.Message})");
        }
    }
}
