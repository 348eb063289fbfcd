using Gateway.Core.Measurements;

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

    public static IResult Refused(string id) => Results.Problem(
        statusCode: StatusCodes.Status409Conflict,
        title: "Not allowed in this state / 当前状态不允许",
        detail: $"{id}: acknowledge a standing alarm; reset a latched alarm after its value is back to normal and it is acknowledged / "
            + "只能确认未确认的报警；锁存报警须在恢复正常并确认后复位");

    public static IResult NotConfirmed(string what) => Results.Problem(
        statusCode: StatusCodes.Status502BadGateway,
        title: "The device did not confirm / 设备未确认",
        detail: $"{what}: it may still sound / 可能仍在鸣响");

    public static IResult StoreFailed(string store, string why) => Results.Problem(
        statusCode: StatusCodes.Status502BadGateway,
        title: "The store did not answer / 存储未应答",
        detail: $"{store}: {why}");
}
