using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Exchange;

/// <summary>The answer to input that is wrong: every error with path, found value and what is allowed.</summary>
internal static class InputProblem
{
    public static IResult Of(ConfigurationErrors errors) => Of(errors.Items.Select(error => (error.Path, error.Found, error.Allowed)));

    public static IResult Of(IEnumerable<(string Path, string Found, Gateway.Core.Measurements.LocalizedText Allowed)> errors) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest, title: "输入有误 / the input is wrong",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = "input", ["why"] = new Gateway.Core.Measurements.LocalizedText("输入有误", "the input is wrong"),
            ["errors"] = errors.Select(error => new { error.Path, error.Found, error.Allowed }).ToList(),
        });

    public static IResult Conflict(string code, string zh, string en) => TypedResults.Problem(
        statusCode: StatusCodes.Status409Conflict, title: $"{zh} / {en}",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code, ["why"] = new Gateway.Core.Measurements.LocalizedText(zh, en) });
}
