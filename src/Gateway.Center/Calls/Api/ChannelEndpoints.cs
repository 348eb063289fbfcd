using Gateway.Center.Access;
using Gateway.Center.Calls.Answers;
using Gateway.Center.Calls.Channels;
using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Gateway.Notifications.People;
using Gateway.Notifications.Webhook;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Api;

/// <summary>How the channels do, and what providers tell about their messages.</summary>
internal static class ChannelEndpoints
{
    /// <summary>A receipt is small; more is not read.</summary>
    private const int MaxReceipt = 16 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/channels", ListAsync).Needs(CenterAct.See);
        api.MapPost("/channels/{name}/receipts", ReceiveAsync).AllowAnonymous();
    }

    private static async Task<IResult> ListAsync(CenterStore store, CallChannels channels, CallOptions options, CancellationToken cancellation) =>
        TypedResults.Ok(await store.ReadAsync(
            async db =>
            {
                var views = new List<ChannelView>();
                foreach (var channel in channels.All)
                {
                    views.Add(await OfAsync(db, channel, options, cancellation));
                }

                return views;
            },
            cancellation));

    private static async Task<ChannelView> OfAsync(CenterDb db, IPersonChannel channel, CallOptions options, CancellationToken cancellation)
    {
        var legs = db.Set<CallLeg>().Where(leg => leg.ChannelName == channel.Name);
        var sent = await legs.MaxAsync(leg => leg.SentAt, cancellation);
        var failed = await legs.Where(leg => leg.State == LegState.Failed && leg.Attempts > 0).OrderByDescending(leg => leg.NextAttemptAt).FirstOrDefaultAsync(cancellation);
        var proof = await (from leg in legs
                           join call in db.Set<Call>() on leg.CallId equals call.Id
                           where call.IsProof && leg.SentAt != null
                           select leg.SentAt).MaxAsync(cancellation);
        bool? works = sent is null && failed is null ? null : failed is null || sent > failed.NextAttemptAt;
        return new ChannelView(
            channel.Name, channel.Kind, works, sent, failed?.NextAttemptAt, works == false && failed!.TroubleZh is { } zh ? new LocalizedText(zh, failed.TroubleEn!) : null, proof,
            options.Providers.Any(provider => provider.Name == channel.Name && provider.ReceiptSecret.IsNamed));
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, ReceiptService receipts, string name, CancellationToken cancellation)
    {
        var body = new byte[MaxReceipt + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        var headers = context.Request.Headers;
        if (length > MaxReceipt || !receipts.IsGenuine(name, headers[WebhookSignature.TimestampHeader], headers[WebhookSignature.SignatureHeader], body.AsSpan(0, length)))
        {
            return TypedResults.Problem(statusCode: 401, title: "签名无效 / signature not valid");
        }

        return ReceiptService.Parse(body.AsSpan(0, length)) is not { } receipt ? TypedResults.Problem(statusCode: 400, title: "不是回执 / no receipt")
            : await receipts.TakeAsync(name, receipt, cancellation) ? TypedResults.NoContent() : TypedResults.Problem(statusCode: 404, title: "没有对应消息 / no such message");
    }
}
