using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Gateway.Center.Access;

namespace Gateway.Center.Tests.Live;

/// <summary>A page at the hub, over a real WebSocket: as much of SignalR's JSON protocol as the console uses (handshake, invocations, pings; records end with 0x1e).</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private const char End = (char)0x1e;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private readonly List<(string Target, JsonElement Body)> _calls = [];
    private Task _reading = Task.CompletedTask;

    /// <summary>True when the server ended the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <param name="cookies">Of a browser that is signed in.</param>
    public static async Task<LiveSocket> ConnectAsync(string address, CurrentUser? user, string? origin = null, CookieContainer? cookies = null)
    {
        var live = new LiveSocket();
        live._socket.Options.Cookies = cookies;
        if (user is not null)
        {
            live._socket.Options.SetRequestHeader("X-Test-Account", user.Account);
            live._socket.Options.SetRequestHeader("X-Test-Role", user.Role.ToString());
            live._socket.Options.SetRequestHeader("X-Test-Scope", user.ScopePath);
            live._socket.Options.SetRequestHeader("X-Test-Industry", user.Industry ?? "");
        }

        if (origin is not null)
        {
            live._socket.Options.SetRequestHeader("Origin", origin);
        }

        await live._socket.ConnectAsync(new Uri(address.Replace("http://", "ws://", StringComparison.Ordinal) + "/live"), CancellationToken.None);
        await live.SendAsync("""{"protocol":"json","version":1}""");
        live._reading = Task.Run(live.ReadAsync);
        return live;
    }

    public List<JsonElement> Of(string target)
    {
        lock (_gate)
        {
            return [.. _calls.Where(call => call.Target == target).Select(call => call.Body)];
        }
    }

    public List<JsonElement> Changes(string kind) => [.. Of("change").Where(change => change.GetProperty("kind").GetString() == kind)];

    public Task InvokeAsync(string target, params object?[] arguments) => SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = "1", target, arguments }));

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _ending.Dispose();
    }

    private Task SendAsync(string record) => _socket.SendAsync(Encoding.UTF8.GetBytes(record + End), WebSocketMessageType.Text, endOfMessage: true, _ending.Token);

    private async Task ReadAsync()
    {
        var waiting = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(waiting.GetMemory(16 * 1024), _ending.Token);
                waiting.Advance(part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                if (waiting.WrittenCount > 0 && waiting.WrittenSpan[^1] == End)
                {
                    Take(Encoding.UTF8.GetString(waiting.WrittenSpan));
                    waiting.Clear();
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The connection ended.
        }

        IsClosed = true;
    }

    private void Take(string records)
    {
        foreach (var record in records.Split(End, StringSplitOptions.RemoveEmptyEntries))
        {
            var message = JsonDocument.Parse(record).RootElement;
            if (message.TryGetProperty("target", out var target))
            {
                lock (_gate)
                {
                    _calls.Add((target.GetString()!, message.GetProperty("arguments")[0]));
                }
            }
        }
    }
}
