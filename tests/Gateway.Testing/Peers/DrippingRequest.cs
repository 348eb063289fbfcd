using System.Net.Sockets;
using System.Text;

namespace Gateway.Testing.Peers;

/// <summary>Who sends the body of a request a few bytes at a time, over a real socket, for as long as the server bears it.</summary>
public static class DrippingRequest
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    /// <param name="path">Takes a POST with a body of JSON.</param>
    /// <returns>What the server said before it ended the connection; empty when it said nothing.</returns>
    /// <exception cref="OperationCanceledException">It bore it for a minute.</exception>
    public static async Task<string> SendAsync(int port, string path)
    {
        using var limit = new CancellationTokenSource(s_longest, TimeProvider.System);
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, limit.Token);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{"), limit.Token);
        var answer = ReadAsync(stream, limit.Token);
        while (!answer.IsCompleted)
        {
            // Some 400 bytes a second: whoever only counts the silence between two bytes never ends this.
            await DripAsync(stream, limit.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(110), TimeProvider.System, limit.Token);
        }

        return await answer;
    }

    private static async Task DripAsync(NetworkStream stream, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(new string(' ', 45)), cancellation);
        }
        catch (IOException)
        {
            // Given up by the server; the reader sees it too.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
