using System.Net;
using System.Net.Sockets;

namespace Gateway.Notifications.People;

/// <summary>
/// Keeps a configured or answered address from reaching what it must not: only public addresses are connected to unless private ones are allowed. Looked at
/// after the name is resolved and connected to exactly what was looked at, so that a name that changes in between gains nothing.
/// </summary>
public static class AddressGuard
{
    private static readonly IPNetwork[] s_private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "224.0.0.0/3", "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // Where cloud machines keep their own keys (169.254.169.254), and what is nobody's address: no configuration opens these.
    private static readonly IPNetwork[] s_never =
    [
        .. new[] { "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/128", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fd00:ec2::/32", "fe80::/10", "ff00::/8" }.Select(IPNetwork.Parse),
    ];

    public static bool IsPublic(IPAddress address) => !IsIn(s_private, address);

    /// <summary>Of a private network, or this machine itself: what a configuration may allow.</summary>
    public static bool IsPrivate(IPAddress address) => IsIn(s_private, address) && !IsIn(s_never, address);

    /// <summary>Follows no redirects, uses no proxy of the environment and connects to public addresses only.</summary>
    /// <param name="allowPrivate">Private networks and this machine too; link-local addresses never.</param>
    public static SocketsHttpHandler CreateHandler(bool allowPrivate) => CreateHandler(address => IsPublic(address) || (allowPrivate && IsPrivate(address)));

    /// <inheritdoc cref="CreateHandler(bool)"/>
    /// <param name="isAllowed">Asked of every address a name stands for, when it is connected to.</param>
    public static SocketsHttpHandler CreateHandler(Func<IPAddress, bool> isAllowed) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 16,
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, isAllowed, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, Func<IPAddress, bool> isAllowed, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);
        var allowed = addresses.Where(isAllowed).ToArray();
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{target.Host} has no public address; private ones are not allowed here unless the configuration says so, and link-local ones never.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain));
    }
}
