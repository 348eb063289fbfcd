namespace Gateway.Core.Conditions.Expressions.Syntax;

/// <summary>Leaves the descent of <see cref="Parser"/>; never leaves the parser.</summary>
internal sealed class ParseException(ExpressionError error) : Exception(error.Allowed.En)
{
    public ExpressionError Error { get; } = error;
}
