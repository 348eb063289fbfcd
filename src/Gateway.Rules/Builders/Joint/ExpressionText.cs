using System.Text.RegularExpressions;
using Gateway.Core.Conditions.Expressions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Builders;

/// <summary>Compiles the readable text of a rule for one place.</summary>
internal static partial class ExpressionText
{
    private delegate CompiledExpression? Compiler(string text, IPointNames names, out IReadOnlyList<ExpressionError> errors);

    /// <returns>Null when it was told, is left out because the place lacks a role, or the rule is only tried out.</returns>
    public static CompiledExpression? Compile(LevelContext level, string parameter, bool each = false)
    {
        var text = Filled(level.Parameters, parameter);
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

        var names = new PlaceNames(level.Place, level.Zone, level.Site, level.Reference);
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

    /// <summary>Names in braces in the text of a rule: figures the pack proposes or leaves to the site.</summary>
    public static IReadOnlyList<string> FiguresOf(PackRule rule, string parameter) =>
    [
        .. rule.Levels.Select(level => level.With.GetValueOrDefault(parameter) ?? rule.With.GetValueOrDefault(parameter)).Select(node => node?.ToString() ?? "")
            .SelectMany(text => Braces().Matches(text)).Select(match => match.Groups["name"].Value).Distinct(),
    ];

    private static string Filled(ParameterReader parameters, string parameter) =>
        Braces().Replace(parameters.Text(parameter), match =>
        {
            var name = match.Groups["name"].Value;
            var figure = parameters.Text(name);
            if (!parameters.Failed && !QuantityText.TryParse(figure, out _))
            {
                parameters.Wrong(name, figure, "带单位的数值，如 23 m/s", "a number with its unit such as 23 m/s");
            }

            return figure;
        });

    [GeneratedRegex(@"\{(?<name>[A-Za-z0-9]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();

    private static void Tell(LevelContext level, string parameter, ExpressionError error)
    {
        var told = error.At("");
        level.Parameters.Wrong(parameter, told.Found, told.AllowedZh, told.AllowedEn);
    }
}
