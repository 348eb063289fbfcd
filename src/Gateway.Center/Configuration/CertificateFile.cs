using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Pipeline.Configuration;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Configuration;

/// <summary>The server's certificate with its key.</summary>
internal static class CertificateFile
{
    public static void Check(WebOptions web, string path, ConfigurationErrors errors)
    {
        if (web.CertificatePasswordFile is { } file && SecretFiles.FirstLine(file, $"{path}.certificatePasswordFile", errors) is null)
        {
            return;
        }

        if (web.Certificate is null)
        {
            return;
        }

        try
        {
            using var certificate = Load(web)!;
            errors.Require(certificate.HasPrivateKey, $"{path}.certificate", web.Certificate, "带私钥的 PFX 文件", "a PFX file with its private key");
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            errors.Add($"{path}.certificate", web.Certificate, $"可打开的 PFX 文件（{error.Message}）", $"a PFX file that can be opened ({error.Message})");
        }
    }

    /// <summary>The certificate as the web server shows it: taken anew when the file has changed.</summary>
    /// <param name="failed">Told when a changed one cannot be used; the former stays.</param>
    /// <returns>Null when none is configured.</returns>
    public static ServedCertificate? Served(WebOptions web, Action<Exception> failed) => web.Certificate is not { } file ? null
        : new ServedCertificate(web.CertificatePasswordFile is { } password ? [file, password] : [file], () => LoadWithKey(web), failed);

    private static X509Certificate2 LoadWithKey(WebOptions web)
    {
        var certificate = Load(web)!;
        return certificate.HasPrivateKey ? certificate : throw new CryptographicException("no private key / 没有私钥");
    }

    /// <returns>Null when none is configured.</returns>
    public static X509Certificate2? Load(WebOptions web)
    {
        if (web.Certificate is null)
        {
            return null;
        }

        var password = web.CertificatePasswordFile is { } file ? File.ReadLines(file).FirstOrDefault()?.Trim() : null;
        return X509CertificateLoader.LoadPkcs12FromFile(web.Certificate, password);
    }
}
