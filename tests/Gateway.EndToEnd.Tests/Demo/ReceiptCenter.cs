using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Gateway.Notifications.Webhook;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Demo;

/// <summary>A receipt as it came in.</summary>
internal sealed record ReceivedReceipt(string Path, long Timestamp, string? Signature, byte[] Body)
{
    private JsonNode Content => JsonNode.Parse(Body)!;

    public string Event => Content["event"]!.GetValue<string>();

    public string Id => Content["id"]!.GetValue<string>();
}

/// <summary>A center that takes every receipt and keeps it for the test.</summary>
internal sealed class ReceiptCenter : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Channel<ReceivedReceipt> _receipts = Channel.CreateUnbounded<ReceivedReceipt>();
    private readonly Task _serving;

    public ReceiptCenter()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>
    /// The next receipts, in order of arrival, each once: a provider that got no answer in time says the same again, as it should. Fails after 60 s.
    /// </summary>
    public async Task<IReadOnlyList<ReceivedReceipt>> TakeAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        var found = new List<ReceivedReceipt>();
        while (found.Count < count)
        {
            var next = await _receipts.Reader.ReadAsync(limit.Token);
            if (!found.Any(receipt => (receipt.Id, receipt.Event) == (next.Id, next.Event)))
            {
                found.Add(next);
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await TakeInAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The listener has ended, or one provider has gone before its answer; the next is served all the same.
            }
        }
    }

    private async Task TakeInAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var headers = context.Request.Headers;
        var timestamp = long.Parse(headers[WebhookSignature.TimestampHeader] ?? "0", CultureInfo.InvariantCulture);
        await _receipts.Writer.WriteAsync(new ReceivedReceipt(context.Request.Url!.AbsolutePath, timestamp, headers[WebhookSignature.SignatureHeader], body.ToArray()));
        context.Response.StatusCode = 204;
        context.Response.Close();
    }
}
