using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Edge.Limits;

namespace Gateway.Edge.Api;

/// <summary>Answers that say what was wrong and what is allowed (RFC 9457 problem details).</summary>
internal static class ApiProblems
{
    public static IResult Bad(string field, string? found, LocalizedText allowed) => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "Bad request / 请求有误",
        detail: $"{field}: {allowed.En} / {allowed.Zh}",
        extensions: new Dictionary<string, object?> { ["field"] = field, ["found"] = found, ["allowed"] = allowed });

    public static IResult Unknown(string what, string id) => Results.Problem(
        statusCode: StatusCodes.Status404NotFound, title: "Not found / 不存在", detail: $"{what} '{id}'");

    /// <summary>Null when it was done.</summary>
    public static IResult? Refused(string id, CommandResult result) => result switch
    {
        CommandResult.Done => null,
        CommandResult.Unknown => Unknown("alarm", id),
        CommandResult.NotAllowed or CommandResult.NeverShelved => Refused(StatusCodes.Status409Conflict, id, result.ToString(), result.Words()),
        _ => Refused(StatusCodes.Status400BadRequest, id, result.ToString(), result.Words()),
    };

    /// <summary>Null when it was done.</summary>
    public static IResult? Refused(string id, LimitResult result) => result switch
    {
        LimitResult.Done => null,
        LimitResult.Unknown => Unknown("alarm", id),
        LimitResult.NotChangeable or LimitResult.LawOnlyTightened or LimitResult.GraveOnlyTightened =>
            Refused(StatusCodes.Status409Conflict, id, result.ToString(), result.Words()),
        LimitResult.NotStored => Refused(StatusCodes.Status503ServiceUnavailable, id, result.ToString(), result.Words()),
        _ => Refused(StatusCodes.Status400BadRequest, id, result.ToString(), result.Words()),
    };

    public static IResult NotConfirmed(string what) => Results.Problem(
        statusCode: StatusCodes.Status502BadGateway,
        title: "The device did not confirm / 设备未确认",
        detail: $"{what}: it may still sound / 可能仍在鸣响");

    public static IResult StoreFailed(string store, string why) => Results.Problem(
        statusCode: StatusCodes.Status502BadGateway,
        title: "The store did not answer / 存储未应答",
        detail: $"{store}: {why}");

    /// <summary>Who asks may not: <paramref name="code"/> for programs, <paramref name="why"/> for people.</summary>
    public static IResult NotAllowed(int status, string code, LocalizedText why) => Results.Problem(
        statusCode: status, title: "Not allowed / 不允许", detail: $"{why.En} / {why.Zh}",
        extensions: new Dictionary<string, object?> { ["code"] = code, ["why"] = why });

    private static IResult Refused(int status, string id, string code, LocalizedText why) => Results.Problem(
        statusCode: status, title: "Refused / 操作被拒绝", detail: $"{id}: {why.En} / {why.Zh}",
        extensions: new Dictionary<string, object?> { ["code"] = AlarmWriter.Name(code), ["why"] = why });
}
