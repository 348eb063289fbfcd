using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gateway.Center.Composition;

/// <summary>Errors of the API: problem details with a stable <c>code</c> and <c>why</c> in both languages.</summary>
public static class CenterProblem
{
    /// <param name="code">Lower case words with dots; never given another meaning.</param>
    public static ProblemHttpResult Of(int status, string code, string zh, string en) =>
        TypedResults.Problem(statusCode: status, title: $"{zh} / {en}", extensions: Extensions(code, new LocalizedText(zh, en)));

    /// <summary>400 with every field that is wrong.</summary>
    public static ProblemHttpResult Fields(ConfigurationErrors errors)
    {
        var extensions = Extensions("input.wrong", new LocalizedText("填写的内容有误", "what was entered is not right"));
        extensions["errors"] = errors.Items.Select(error => new FieldError(error.Path, error.Found, error.Allowed)).ToList();
        return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "填写的内容有误 / what was entered is not right", extensions: extensions);
    }

    /// <summary>404, for what is not there and for what the caller may not see alike.</summary>
    public static ProblemHttpResult NotFound() => Of(StatusCodes.Status404NotFound, "not.found", "没有找到", "not found");

    public static ProblemHttpResult Conflict(string code, string zh, string en) => Of(StatusCodes.Status409Conflict, code, zh, en);

    /// <summary>Gives every problem that carries no code one by its status, so that no answer lacks it.</summary>
    internal static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Extensions.ContainsKey("code"))
        {
            return;
        }

        var (code, why) = ByStatus(problem.Status ?? context.HttpContext.Response.StatusCode);
        problem.Extensions["code"] = code;
        problem.Extensions.TryAdd("why", why);
        problem.Title = why.ToString();
        problem.Detail = null;
    }

    private static (string Code, LocalizedText Why) ByStatus(int status) => status switch
    {
        400 => ("request.wrong", new("请求无法理解", "the request cannot be understood")),
        401 => ("not.signed.in", new("未登录", "not signed in")),
        403 => ("not.allowed", new("无权进行此操作", "this account may not do that")),
        404 => ("not.found", new("没有找到", "not found")),
        405 => ("method.wrong", new("不支持这种请求方法", "this method is not supported here")),
        413 => ("request.too.large", new("请求内容过大", "the request is too large")),
        415 => ("content.type.wrong", new("不支持这种内容类型", "this content type is not supported")),
        429 => ("too.many", new("请求过于频繁，请稍后再试", "too many requests; try again later")),
        503 => ("not.ready", new("暂时无法处理，请稍后再试", "not ready; try again later")),
        >= 500 => ("internal", new("内部错误，已记入日志", "internal error; it is in the log")),
        _ => ("refused", new("请求被拒绝", "the request was refused")),
    };

    private static Dictionary<string, object?> Extensions(string code, LocalizedText why) => new(StringComparer.Ordinal) { ["code"] = code, ["why"] = why };

    private sealed record FieldError(string Path, string Found, LocalizedText Allowed);
}
