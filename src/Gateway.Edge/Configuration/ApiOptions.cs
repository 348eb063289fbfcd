using System.Net;
using System.Text.Json.Serialization;

namespace Gateway.Edge.Configuration;

/// <summary>The local API: where it listens and by which names it answers. Its tokens are made by <c>gateway token</c>.</summary>
public sealed record ApiOptions
{
    /// <summary>IP address to listen on. Default loopback; any other needs <see cref="CertFile"/> or <see cref="AllowPlainHttp"/>, and each request a token.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0 to 65535; 0 takes a free port. Default 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Certificate for HTTPS, PEM; needs <see cref="KeyFile"/>. Read again when it changes. Null = plain HTTP.</summary>
    public string? CertFile { get; init; }

    /// <summary>Private key of the certificate, PEM without password.</summary>
    public string? KeyFile { get; init; }

    /// <summary>True lets the API listen beyond loopback without HTTPS: tokens and values can then be read on that network. Default false.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Names the gateway is reached by, beside its IP addresses and <c>localhost</c>. A request for any other is refused.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>True when nobody but this machine can reach the address.</summary>
    [JsonIgnore]
    public bool IsLoopback => IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address);
}
