using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Exchange.Reading;
using Gateway.Notifications.People;
using Gateway.Notifications.Webhook;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Exchange.Push;

/// <summary>Posts facts, signed as our webhooks are. Follows no redirect; private addresses and those of this machine are refused unless allowed. Thread-safe.</summary>
internal sealed class PushSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly PushSecrets _secrets;
    private readonly PushOptions _options;
    private readonly TimeProvider _time;

    public PushSender(CenterOptions options, PushSecrets secrets, TimeProvider time)
    {
        (_options, _secrets, _time) = (options.Exchange.Push, secrets, time);
        // Checked where the connection is made: a name may stand for another address than it did when the subscription was made.
        var handler = AddressGuard.CreateHandler(IsAllowed);
        _http = new HttpClient(handler) { Timeout = _options.Timeout };
    }

    public async Task<(NotifyOutcome Outcome, string Trouble)> SendAsync(ExchangeSubscription subscription, ExchangeChanges changes, CancellationToken cancellation)
    {
        try
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new { subscription = subscription.Id, changes.Items, changes.Next }, CenterJson.Options);
            var seconds = _time.GetUtcNow().ToUnixTimeSeconds();
            using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("Idempotency-Key", $"{subscription.Id}-{changes.Next}");
            request.Headers.Add(WebhookSignature.TimestampHeader, $"{seconds}");
            request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Compute(_secrets.Of(subscription.Id), seconds, body));
            using var reply = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return (WebhookDecision.Of((int)reply.StatusCode), $"HTTP {(int)reply.StatusCode}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return (NotifyOutcome.Retry, error.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private bool IsAllowed(IPAddress address) => AddressGuard.IsPublic(address)
        || (AddressGuard.IsPrivate(address) && (IsOwn(address) ? _options.AllowLocalTargets : _options.AllowPrivateTargets));

    private static bool IsOwn(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
