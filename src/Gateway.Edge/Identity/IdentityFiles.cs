using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Gateway.Pipeline.Security;

namespace Gateway.Edge.Identity;

/// <summary>Where and how the center is asked again.</summary>
/// <param name="Center">Base address.</param>
/// <param name="Pin">SHA-256 of the center's own certificate, upper case hex; null = by authority.</param>
/// <param name="CaFile">Authorities that vouch for the center, full path; null = those of the system.</param>
public sealed record CenterAddress(string Center, string? Pin, string? CaFile);

/// <summary>The identity a gateway got from its center: files of one folder, for the service's user only. The key never leaves it.</summary>
internal sealed class IdentityFiles(string folder)
{
    public string KeyFile => Path.Combine(folder, "edge.key");

    public string CertificateFile => Path.Combine(folder, "edge.pem");

    public string AuthorityFile => Path.Combine(folder, "ca.pem");

    public string OfferKeyFile => Path.Combine(folder, "offers.pub");

    private string CenterFile => Path.Combine(folder, "center.json");

    public bool Exists => File.Exists(KeyFile) || File.Exists(CertificateFile);

    /// <summary>Whether the identity is one of a center; who made the files by hand renews them by hand.</summary>
    public bool IsOfCenter => File.Exists(CenterFile);

    /// <summary>Null when there is none, or it cannot be read.</summary>
    public CenterAddress? Center()
    {
        try
        {
            return File.Exists(CenterFile) ? JsonSerializer.Deserialize<CenterAddress>(File.ReadAllBytes(CenterFile), JsonSerializerOptions.Web) : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The certificate without its key.</summary>
    /// <exception cref="CryptographicException">There is none that can be read.</exception>
    public X509Certificate2 Certificate() => X509CertificateLoader.LoadCertificateFromFile(CertificateFile);

    /// <summary>Writes all of it; the certificate last, so that what is looked at is whole.</summary>
    public void Write(ECDsa key, EnrolmentReply reply, CenterAddress center)
    {
        OwnerOnly.Folder(folder);
        OwnerOnly.Write(CenterFile, JsonSerializer.SerializeToUtf8Bytes(center, JsonSerializerOptions.Web));
        OwnerOnly.Write(AuthorityFile, Encoding.ASCII.GetBytes(reply.Authority));
        OwnerOnly.Write(OfferKeyFile, Encoding.ASCII.GetBytes(reply.OfferKey));
        OwnerOnly.Write(KeyFile, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        OwnerOnly.Write(CertificateFile, Encoding.ASCII.GetBytes(reply.Certificate));
    }
}
