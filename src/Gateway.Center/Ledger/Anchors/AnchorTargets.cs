using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Center.Calls.Channels;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Notifications.People;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ledger.Anchors;

/// <summary>The places outside that are configured to keep anchors, and how one is brought there. Thread-safe.</summary>
public sealed class AnchorTargets(CenterOptions options, IHttpClientFactory http, CallChannels channels)
{
    public const string HttpClientName = "anchors";

    /// <summary>Addresses; each gets every anchor.</summary>
    public IReadOnlyList<string> All { get; } = [.. new[] { options.Exchange.Anchors.Url, options.Exchange.Anchors.Mail }.OfType<string>()];

    /// <returns>Why it did not arrive; null when it did.</returns>
    public Task<string?> SendAsync(string target, LedgerAnchor anchor, CancellationToken cancellation) =>
        target == options.Exchange.Anchors.Url ? PostAsync(target, anchor, cancellation) : MailAsync(target, anchor, cancellation);

    private object BodyOf(LedgerAnchor anchor) => new { county = options.County.Id, anchor.Sequence, anchor.Hash, anchor.Time };

    private async Task<string?> PostAsync(string url, LedgerAnchor anchor, CancellationToken cancellation)
    {
        try
        {
            using var client = http.CreateClient(HttpClientName);
            using var reply = await client.PostAsJsonAsync(new Uri(url), BodyOf(anchor), CenterJson.Options, cancellation);
            return reply.IsSuccessStatusCode ? null : $"HTTP {(int)reply.StatusCode}";
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return error.Message;
        }
    }

    // The text is the anchor itself in one line of plain letters: a mail saved as it is can be given to `verify --anchors`.
    private async Task<string?> MailAsync(string address, LedgerAnchor anchor, CancellationToken cancellation)
    {
        var mail = new PersonMessage(
            $"anchor-{options.County.Id}-{anchor.Sequence}", address, $"台账锚点 / Ledger anchor {options.County.Id} {anchor.Sequence}",
            JsonSerializer.Serialize(BodyOf(anchor), CenterJson.Options) + "\n", null);
        string? trouble = "no mail server in calls.email";
        for (var channel = channels.First("email"); channel is not null; channel = channels.After(channel.Name))
        {
            var reply = await channel.SendAsync(mail, cancellation);
            if (reply.Outcome == NotifyOutcome.Delivered)
            {
                return null;
            }

            trouble = reply.Trouble ?? reply.Outcome.ToString();
        }

        return trouble;
    }
}
