using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Gateway.Center.Access;

namespace Gateway.Center.Tests.Live;

/// <summary>A page that connects to the hub and then reads nothing from its socket, which takes next to nothing by itself.</summary>
internal sealed class StoppedReader : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync });

    public static async Task<StoppedReader> ConnectedAsync(string address, CurrentUser user)
    {
        var reader = new StoppedReader();
        reader._socket.Options.SetRequestHeader("X-Test-Account", user.Account);
        reader._socket.Options.SetRequestHeader("X-Test-Role", user.Role.ToString());
        reader._socket.Options.SetRequestHeader("X-Test-Scope", user.ScopePath);
        await reader._socket.ConnectAsync(new Uri(address.Replace("http://", "ws://", StringComparison.Ordinal) + "/live"), reader._http, CancellationToken.None);
        await reader._socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}" + (char)0x1e), WebSocketMessageType.Text, true, CancellationToken.None);
        return reader;
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _http.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(new DnsEndPoint(context.DnsEndPoint.Host, context.DnsEndPoint.Port), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
