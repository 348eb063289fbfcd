using System.Text.Encodings.Web;
using Gateway.Center.Calls.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Center.Calls.Api;

/// <summary>The page behind the link of a message. Needs no sign-in: the token is the right to answer this one message, once. Opening it does nothing.</summary>
internal static class AnswerEndpoints
{
    private const long MaxForm = 4096;
    private static readonly string[] s_choices = ["received", "onTheWay", "cannot"];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/answer/{token}", ShowAsync).AllowAnonymous();
        api.MapPost("/answer/{token}", ConfirmAsync).AllowAnonymous().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MaxForm));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, AnswerService answers, string token, CancellationToken cancellation)
    {
        var view = token.Length == AnswerTokens.Length ? await answers.LookAsync(token, cancellation) : null;
        return view is null ? Gone(context) : Page(context, 200, Form(view));
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, AnswerService answers, string token, CancellationToken cancellation)
    {
        if (token.Length != AnswerTokens.Length || !context.Request.HasFormContentType)
        {
            return Gone(context);
        }

        string? answer = (await context.Request.ReadFormAsync(cancellation))["answer"];
        return s_choices.Contains(answer) && await answers.UseAsync(token, answer!, cancellation)
            ? Page(context, 200, "<h1>已记录 / Noted</h1><p>谢谢，县预警中心已收到您的应答。</p><p>Thank you, the county warning center has your answer.</p>")
            : Gone(context);
    }

    private static IResult Gone(HttpContext context) => Page(
        context, 404, "<h1>链接无效 / Link not valid</h1><p>链接不存在、已使用或已过期，请直接电话联系县预警中心。</p><p>It does not exist, was used or has expired: call the county warning center.</p>");

    private static string Form(LinkView view)
    {
        var encode = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
        var drill = view.IsDrill ? "<p><strong>【演练】 / DRILL</strong></p>" : "";
        return $"""
            {drill}<h1>{encode.Encode(view.TitleZh)}</h1><p>{encode.Encode(view.TitleEn)}</p>
            <form method="post">
            <p><button name="answer" value="received">收到，正在处理 / Received, acting</button></p>
            <p><button name="answer" value="onTheWay">收到，正在赶往现场 / Received, on the way</button></p>
            <p><button name="answer" value="cannot">本人无法处理，请呼叫他人 / I cannot, call somebody else</button></p>
            </form>
            """;
    }

    private static IResult Page(HttpContext context, int status, string body)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        var html = $"""
            <!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>预警应答 / Answer</title></head><body>{body}</body></html>
            """;
        return TypedResults.Content(html, "text/html; charset=utf-8", statusCode: status);
    }
}
