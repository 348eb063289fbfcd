using System.Text.RegularExpressions;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Documents;

/// <summary>A threat is answered by a test that tries it, or the document says that it is not.</summary>
public static partial class ThreatRules
{
    private const int Cells = 4;

    /// <summary>Rows of the threat tables that name no test, and named tests that no test class has.</summary>
    public static IReadOnlyList<string> Unanswered(Repository repository, string document)
    {
        var known = Tests(repository);
        return
        [
            .. from row in Rows(repository.Read(document))
               let tests = Named(row)
               from trouble in tests.Count == 0 ? [$"no test: {row}"] : tests.Where(test => !known.Contains(test)).Select(test => $"not there: {test}")
               select trouble,
        ];
    }

    /// <summary>All tests a document names, in order.</summary>
    public static IReadOnlyList<string> Named(string markdown) => [.. Test().Matches(markdown).Select(match => match.Groups["x"].Value)];

    /// <summary>Rows of the tables that have a column of tests.</summary>
    public static IReadOnlyList<string> Rows(string markdown)
    {
        var (rows, inside) = (new List<string>(), false);
        foreach (var line in markdown.Split('\n'))
        {
            var isRow = line.StartsWith('|') && line.Count(sign => sign == '|') == Cells + 1;
            if (isRow && inside && !line.StartsWith("|---", StringComparison.Ordinal))
            {
                rows.Add(line);
            }

            inside = isRow && (inside || line.EndsWith("| tests |", StringComparison.Ordinal) || line.EndsWith("| 测试 |", StringComparison.Ordinal));
        }

        return rows;
    }

    private static HashSet<string> Tests(Repository repository) =>
    [
        .. from file in repository.With(".cs")
           where file.StartsWith("tests/", StringComparison.Ordinal)
           let text = repository.Read(file)
           from type in Class().Matches(text).Select(match => match.Groups["x"].Value)
           from test in Method().Matches(text).Select(match => match.Groups["x"].Value)
           select $"{type}.{test}",
    ];

    [GeneratedRegex(@"`(?<x>[A-Z]\w*\.[A-Z]\w*_\w+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Test();

    [GeneratedRegex(@"\bclass (?<x>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Class();

    [GeneratedRegex(@"\[(Fact|Theory)\b.*?public (async )?(Task|void) (?<x>\w+)\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Method();
}
