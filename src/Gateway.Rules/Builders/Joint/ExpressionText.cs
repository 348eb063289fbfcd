using Gateway.Core.Conditions.Expressions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary>Compiles the readable text of a rule for one place.</summary>
internal static class ExpressionText
{
    private delegate CompiledExpression? Compiler(string text, IPointNames names, out IReadOnlyList<ExpressionError> errors);

    /// <returns>Null when it was told, is left out because the place lacks a role, or the rule is only tried out.</returns>
    public static CompiledExpression? Compile(LevelContext level, string parameter, bool each = false)
    {
        var text = level.Parameters.Text(parameter);
        if (level.Parameters.Failed)
        {
            return null;
        }

        if (level.IsTrial)
        {
            // Names mean nothing yet; the form can be checked.
            if (ExpressionCompiler.Canonical(text, out var error) is null)
            {
                Tell(level, parameter, error!);
            }

            return null;
        }

        var names = new PlaceNames(level.Place, level.Zone, level.Site);
        Compiler compile = each ? ExpressionCompiler.CompileEach : ExpressionCompiler.Compile;
        if (compile(text, names, out var errors) is { } compiled)
        {
            return compiled;
        }

        if (names.Missing.Count > 0 && !level.MustApply)
        {
            var list = string.Join(", ", names.Missing);
            level.Parameters.Leave($"此处没有测点具有角色 {list}", $"no point here has the role {list}");
            return null;
        }

        foreach (var found in errors)
        {
            Tell(level, parameter, found);
        }

        return null;
    }

    private static void Tell(LevelContext level, string parameter, ExpressionError error)
    {
        var told = error.At("");
        level.Parameters.Wrong(parameter, told.Found, told.AllowedZh, told.AllowedEn);
    }
}
