using Gateway.Core.Measurements;

namespace Gateway.Center.Warnings.Api;

/// <summary>Why something is not done, as problem details with both languages.</summary>
/// <param name="Errors">By field, where a form was wrong.</param>
internal sealed record Refusal(int Status, string Code, LocalizedText Why, IReadOnlyList<FieldError>? Errors = null)
{
    public static Refusal NotFound { get; } = new(StatusCodes.Status404NotFound, "notFound", new("没有该对象", "there is no such thing"));

    public static Refusal Conflict(string code, string zh, string en) => new(StatusCodes.Status409Conflict, code, new(zh, en));

    public static Refusal Forbidden(string code, string zh, string en) => new(StatusCodes.Status403Forbidden, code, new(zh, en));

    /// <summary>Null when nothing was wrong.</summary>
    public static Refusal? Of(IReadOnlyList<FieldError> errors) =>
        errors.Count == 0 ? null : new(StatusCodes.Status400BadRequest, "badInput", new("输入有误", "the input is wrong"), errors);

    public IResult ToResult()
    {
        var extensions = new Dictionary<string, object?> { ["code"] = Code, ["why"] = Why };
        if (Errors is not null)
        {
            extensions["errors"] = Errors;
        }

        return TypedResults.Problem(statusCode: Status, title: Why.ToString(), extensions: extensions);
    }
}

/// <param name="Path">Field.</param>
/// <param name="Found">What it held.</param>
internal sealed record FieldError(string Path, string Found, LocalizedText Allowed);

/// <summary>Checks of forms; all errors at once.</summary>
internal sealed class FormCheck
{
    private const int LongestShown = 80;
    private readonly List<FieldError> _errors = [];

    public Refusal? Refusal => Refusal.Of(_errors);

    public string Text(string path, string? value, int longest, bool needed = true)
    {
        var text = value?.Trim() ?? "";
        if ((needed && text.Length == 0) || text.Length > longest)
        {
            Add(path, text, new($"{(needed ? 1 : 0)} 至 {longest} 字", $"{(needed ? 1 : 0)} to {longest} characters"));
        }

        return text;
    }

    public void Add(string path, string? found, LocalizedText allowed) =>
        _errors.Add(new(path, found is null ? "" : found.Length <= LongestShown ? found : found[..LongestShown], allowed));
}
