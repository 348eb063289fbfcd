using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Expressions;

/// <summary>One thing wrong in the text of a rule.</summary>
/// <param name="Column">Where in the text, 1 = its first character.</param>
/// <param name="Found">What stands there, as written.</param>
/// <param name="Allowed">What would be right.</param>
public sealed record ExpressionError(int Column, string Found, LocalizedText Allowed)
{
    /// <summary>As an error of the option at this path, for example <c>rules[0].when</c>.</summary>
    public JudgementError At(string path) =>
        new(path, Found, $"第 {Column} 列：{Allowed.Zh}", $"column {Column}: {Allowed.En}");
}
