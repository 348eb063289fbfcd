using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Gateway.Load.Center.Watching;

/// <summary>A page of the console at the live hub: as much of SignalR's JSON protocol as the console uses. Sees warnings when they arrive over the socket.</summary>
internal sealed class BoardPage : IAsyncDisposable
{
    private const byte End = 0x1e;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly PublishedWarnings _published;
    private readonly string _name;
    private Task _reading = Task.CompletedTask;
    private long _second;
    private int _inSecond;

    private BoardPage(PublishedWarnings published, string name) => (_published, _name) = (published, name);

    public bool IsOpen => _socket.State == WebSocketState.Open;

    public long Changes { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>How often it was told that changes were left out.</summary>
    public int Skipped { get; private set; }

    /// <summary>Most messages that came within one second.</summary>
    public int MostInSecond { get; private set; }

    public static async Task<BoardPage> OpenAsync(Uri live, CookieContainer cookies, PublishedWarnings published, string name, CancellationToken cancellation)
    {
        var page = new BoardPage(published, name);
        page._socket.Options.Cookies = cookies;
        await page._socket.ConnectAsync(live, cancellation);
        await page.SendAsync("""{"protocol":"json","version":1}""");
        page._reading = Task.Run(page.ReadAsync, CancellationToken.None);
        return page;
    }

    /// <summary>The values of a site are sent from now on.</summary>
    public Task WatchAsync(string site) => SendAsync(JsonSerializer.Serialize(new { type = 1, target = "WatchSite", arguments = new[] { site } }));

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _ending.Dispose();
    }

    private Task SendAsync(string record) => _socket.SendAsync(Encoding.UTF8.GetBytes(record + (char)End), WebSocketMessageType.Text, endOfMessage: true, _ending.Token);

    private async Task ReadAsync()
    {
        var waiting = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(waiting.GetMemory(64 * 1024), _ending.Token);
                waiting.Advance(part.Count);
                Bytes += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                if (waiting.WrittenCount > 0 && waiting.WrittenSpan[^1] == End)
                {
                    Take(waiting.WrittenMemory);
                    waiting.Clear();
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The connection ended; IsOpen tells.
        }
    }

    private void Take(ReadOnlyMemory<byte> records)
    {
        while (records.Span.IndexOf(End) is var end and >= 0)
        {
            if (end > 0)
            {
                TakeOne(records[..end]);
            }

            records = records[(end + 1)..];
        }
    }

    private void TakeOne(ReadOnlyMemory<byte> record)
    {
        Count();
        using var message = JsonDocument.Parse(record);
        if (!message.RootElement.TryGetProperty("target", out var target) || target.GetString() != "change")
        {
            return;
        }

        Changes++;
        var change = message.RootElement.GetProperty("arguments")[0];
        switch (change.GetProperty("kind").GetString())
        {
            case "warning.received" when change.GetProperty("warning").ValueKind == JsonValueKind.Object:
                _published.See(_name, change.GetProperty("subject").GetString()!);
                break;
            case "live.skipped":
                Skipped++;
                break;
        }
    }

    private void Count()
    {
        var second = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        (_second, _inSecond) = second == _second ? (_second, _inSecond + 1) : (second, 1);
        MostInSecond = Math.Max(MostInSecond, _inSecond);
    }
}
