using System.Net;
using System.Text.Json.Serialization;

namespace Gateway.Center.Configuration;

public sealed record WebOptions
{
    /// <summary>IP address to listen on. Default loopback.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0 to 65535; 0 takes a free port. Default 8090.</summary>
    public int Port { get; init; } = 8090;

    /// <summary>PFX (PKCS #12) file with key for HTTPS; null = plain HTTP, which is refused on any address but loopback unless <see cref="BehindProxy"/>.</summary>
    public string? Certificate { get; init; }

    /// <summary>File whose first line is the password of <see cref="Certificate"/>; null = it has none.</summary>
    public string? CertificatePasswordFile { get; init; }

    /// <summary>True when a reverse proxy on this machine speaks HTTPS for us.</summary>
    public bool BehindProxy { get; init; }

    /// <summary>Folder of the built console; null (default) = <c>wwwroot</c> beside the program.</summary>
    public string? ConsoleFolder { get; init; }

    /// <summary>True when nobody but this machine can reach the address.</summary>
    [JsonIgnore]
    public bool IsLoopback => IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address);

    /// <summary>True when browsers reach the center over HTTPS: cookies are then marked so.</summary>
    [JsonIgnore]
    public bool IsSecure => Certificate is not null || BehindProxy;
}
