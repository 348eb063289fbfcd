using System.Net.Http.Json;
using Gateway.Center.Calls.Channels;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Exchange;
using Gateway.Notifications.People;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ledger.Anchors;

/// <summary>
/// Notes the head of the ledger outside of the database every day, and sends it to whoever is configured to keep it: who cuts the ledger short must also
/// reach those. Gateways keep the head with every receipt.
/// </summary>
public sealed partial class AnchorKeeper(
    CenterStore store, AnchorFile file, CenterOptions options, TimeProvider time, IHttpClientFactory http, CallChannels channels, ILogger<AnchorKeeper> logger)
    : ICenterDuty, IDisposable
{
    public const string HttpClientName = "anchors";
    private readonly SemaphoreSlim _turn = new(1, 1);

    public string Name => "ledger-anchor";

    public TimeSpan Period => TimeSpan.FromMinutes(10);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (Last() is not { Time: { } last } || now - last >= options.Exchange.Anchors.Every || last > now)
        {
            await AnchorAsync(cancellation);
        }
    }

    /// <summary>Anchors what stands now. Nothing new is written when the head has an anchor already.</summary>
    /// <returns>The anchor of the head; null when the ledger is empty.</returns>
    public async Task<LedgerAnchor?> AnchorAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var head = await store.ReadAsync(db => LedgerHead.ReadAsync(db, cancellation), cancellation);
            var last = Last();
            if (head.Sequence == 0 || last?.Sequence == head.Sequence)
            {
                return head.Sequence == 0 ? null : last;
            }

            var anchor = new LedgerAnchor(head.Sequence, Convert.ToHexStringLower(head.Hash), time.GetUtcNow(), AnchorFile.Name);
            file.Append(anchor);
            await SendAsync(anchor, cancellation);
            return anchor;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private LedgerAnchor? Last() => file.Read() is [.., var last] ? last : null;

    private async Task SendAsync(LedgerAnchor anchor, CancellationToken cancellation)
    {
        var text = $"{options.County.Id} ledger {anchor.Sequence} {anchor.Hash} {anchor.Time:O}";
        if (options.Exchange.Anchors.Url is { } url)
        {
            await PostAsync(url, anchor, cancellation);
        }

        if (options.Exchange.Anchors.Mail is { } mail && channels.All.FirstOrDefault(channel => channel.Kind == "email") is { } channel)
        {
            var reply = await channel.SendAsync(new PersonMessage($"anchor-{anchor.Sequence}", mail, $"台账锚点 / Ledger anchor {anchor.Sequence}", text, null), cancellation);
            if (reply.Outcome != NotifyOutcome.Delivered)
            {
                LogNotSent(logger, mail, reply.Trouble ?? "");
            }
        }
    }

    private async Task PostAsync(string url, LedgerAnchor anchor, CancellationToken cancellation)
    {
        try
        {
            using var client = http.CreateClient(HttpClientName);
            using var reply = await client.PostAsJsonAsync(
                new Uri(url), new { county = options.County.Id, anchor.Sequence, anchor.Hash, anchor.Time }, CenterJson.Options, cancellation);
            reply.EnsureSuccessStatusCode();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            LogNotSent(logger, url, error.Message);
        }
    }

    [LoggerMessage(8800, LogLevel.Warning, "The anchor of the ledger could not be sent to {Target}: {Trouble}. It stands in the data folder; the next one is sent with the next anchor.")]
    private static partial void LogNotSent(ILogger logger, string target, string trouble);
}
