using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Center.Calls.Engine;
using Gateway.Center.Data;
using Gateway.Notifications.Provider;
using Gateway.Notifications.Webhook;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Answers;

/// <summary>What a provider tells about a message. One of <see cref="Id"/>, <see cref="Receipt"/> or <see cref="From"/> says which.</summary>
/// <param name="Event"><c>delivered</c>, <c>failed</c> or <c>answered</c>.</param>
/// <param name="Id">The id we gave.</param>
/// <param name="Receipt">The number the provider gave.</param>
/// <param name="From">Number a reply came from: it answers the newest message to that number.</param>
/// <param name="Answer">Text of the reply or key pressed; at most 200 characters.</param>
public sealed record ProviderReceipt(string Event, string? Id = null, string? Receipt = null, string? From = null, string? Answer = null);

/// <summary>Takes signed receipts of providers. What comes twice changes nothing.</summary>
public sealed class ReceiptService(CallOptions options, CenterStore store, CallEngine engine, AnswerService answers, TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_replies = TimeSpan.FromHours(24);

    /// <summary>Whether the body comes from the provider, lately: HMAC-SHA256 as <see cref="WebhookSignature"/> makes it, at most 5 minutes off.</summary>
    public bool IsGenuine(string channel, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (options.Providers.FirstOrDefault(provider => provider.Name == channel) is not { } provider || Secret(provider) is not { } secret
            || signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - (double)seconds) > s_window.TotalSeconds)
        {
            return false;
        }

        var right = WebhookSignature.Compute(secret, seconds, body);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(signature));
    }

    /// <returns>Null when it is no receipt.</returns>
    public static ProviderReceipt? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<ProviderReceipt>(body, CenterJson.Options) is { Event: "delivered" or "failed" or "answered" } receipt ? receipt : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>False when no message of this channel fits.</returns>
    public Task<bool> TakeAsync(string channel, ProviderReceipt receipt, CancellationToken cancellation) => store.WriteAsync(
        async work =>
        {
            if (await FindAsync(work, channel, receipt) is not { } leg || await work.Db.FindAsync<Call>(leg.CallId) is not { } call)
            {
                return false;
            }

            await NoteAsync(work, call, leg, receipt);
            return true;
        },
        cancellation);

    private async Task NoteAsync(CenterWork work, Call call, CallLeg leg, ProviderReceipt receipt)
    {
        if (receipt.Event == "answered")
        {
            var text = receipt.Answer is { Length: > 0 } said ? said[..Math.Min(said.Length, AnswerService.MaxAnswer)] : "received";
            await answers.GiveAsync(work, leg.Id, one => new GivenAnswer(text, "receipt", one.PersonId ?? "@receipt", null));
        }
        else if (receipt.Event == "delivered" && leg.DeliveredAt is null)
        {
            leg.DeliveredAt = work.Now;
            leg.State = leg.State is LegState.Queued or LegState.Sent ? LegState.Delivered : leg.State;
            work.Record(call, "call.delivered", leg);
        }
        else if (receipt.Event == "failed" && leg.State is LegState.Sent or LegState.Queued)
        {
            var why = CallTroubles.Sending(receipt.Answer is { Length: > 0 and <= 80 } said ? said : "-");
            (leg.State, leg.TroubleZh, leg.TroubleEn) = (LegState.Failed, why.Zh, why.En);
            work.Record(call, "call.failed", leg);
            await engine.AfterLossAsync(work, call);
        }
    }

    private static async Task<CallLeg?> FindAsync(CenterWork work, string channel, ProviderReceipt receipt)
    {
        var legs = work.Db.Set<CallLeg>().Where(leg => leg.ChannelName == channel);
        if (receipt.Id is { } id)
        {
            return await legs.FirstOrDefaultAsync(leg => leg.Id == id);
        }

        if (receipt.Receipt is { } number)
        {
            return await legs.FirstOrDefaultAsync(leg => leg.Receipt == number);
        }

        var since = work.Now - s_replies;
        return receipt.From is { Length: > 0 } from
            ? await legs.Where(leg => leg.Address == from && leg.AnsweredAt == null && leg.SentAt > since).OrderByDescending(leg => leg.SentAt).FirstOrDefaultAsync()
            : null;
    }

    private static string? Secret(ProviderOptions provider)
    {
        try
        {
            return provider.ReceiptSecret.Read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
