using Gateway.Center.Access;
using Gateway.Center.Calls.Answers;
using Gateway.Center.Calls.Engine;
using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Api;

/// <summary>Reading calls, and answering them from the console.</summary>
internal static class CallEndpoints
{
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/calls", ListAsync).Needs(CenterAct.See);
        api.MapGet("/calls/{id}", OneAsync).Needs(CenterAct.See);
        api.MapPost("/calls/{id}/legs/{leg}/answer", AnswerAsync).Needs(CenterAct.AnswerCall);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CenterStore store, CallViews views, CallState? state, CancellationToken cancellation)
    {
        var user = context.User();
        return TypedResults.Ok(await store.ReadAsync(
            async db => await views.OfAsync(
                db,
                await CallViews.Visible(db, user).Where(call => state == null || call.State == state).OrderByDescending(call => call.StartedAt).ThenByDescending(call => call.Id)
                    .Take(Most).ToListAsync(cancellation),
                user,
                cancellation),
            cancellation));
    }

    private static async Task<IResult> OneAsync(HttpContext context, CenterStore store, CallViews views, string id, CancellationToken cancellation)
    {
        var user = context.User();
        return await store.ReadAsync(db => ViewAsync(db, views, user, id, cancellation), cancellation) is { } view ? TypedResults.Ok(view) : NotThere();
    }

    private static async Task<CallView?> ViewAsync(CenterDb db, CallViews views, CurrentUser user, string id, CancellationToken cancellation)
    {
        var calls = await CallViews.Visible(db, user).Where(call => call.Id == id).ToListAsync(cancellation);
        return calls.Count == 0 ? null : (await views.OfAsync(db, calls, user, cancellation))[0];
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, CenterStore store, AnswerService answers, CallViews views, string id, string leg, AnswerRequest request, CancellationToken cancellation)
    {
        var user = context.User();
        if (request.Answer?.Trim() is not { Length: > 0 and <= AnswerService.MaxAnswer } answer)
        {
            return Refused(400, "call.answer", new("应答为 1 到 200 个字", "an answer has 1 to 200 characters"));
        }

        var result = await store.WriteAsync(work => GiveAsync(work, answers, user, id, leg, answer, cancellation), cancellation);
        return result ?? TypedResults.Ok(await store.ReadAsync(db => ViewAsync(db, views, user, id, cancellation), cancellation));
    }

    /// <returns>Null when the answer was taken.</returns>
    private static async Task<IResult?> GiveAsync(
        CenterWork work, AnswerService answers, CurrentUser user, string id, string legId, string answer, CancellationToken cancellation)
    {
        if (!await CallViews.Visible(work.Db, user).AnyAsync(call => call.Id == id, cancellation) || await work.Db.FindAsync<CallLeg>([legId], cancellation) is not { } leg || leg.CallId != id)
        {
            return NotThere();
        }

        if (WhoAnswers.HowOf(user, leg) is not { } how)
        {
            return Refused(403, "call.notYours", new("只能为本人应答；值班员可代记电话应答", "you answer for yourself; the duty officer notes answers by telephone"));
        }

        return await answers.GiveAsync(work, legId, _ => new GivenAnswer(answer, how.Over, how.By, user.Account))
            ? null
            : Refused(409, "call.answered", new("已应答", "it has been answered"));
    }

    private static IResult NotThere() => Refused(404, "call.notFound", new("没有这个呼叫", "there is no such call"));

    private static IResult Refused(int status, string code, LocalizedText why) =>
        TypedResults.Problem(statusCode: status, title: why.ToString(), extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code, ["why"] = why });
}
