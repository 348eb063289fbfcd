using System.Text.RegularExpressions;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Documents;

/// <summary>Documents name only what exists.</summary>
public static partial class DocumentRules
{
    private const string ChineseEnding = ".zh-CN.md";

    private static readonly string[] s_sourceExtensions = [".cs", ".md", ".json", ".csv", ".sh", ".csproj", ".props", ".sln", ".py", ".txt", ".editorconfig", ".vue", ".ts"];

    /// <summary>Relative links whose target is not there.</summary>
    public static IReadOnlyList<string> DeadLinks(Repository repository) =>
    [
        .. from file in repository.With(".md")
           from Match match in Link().Matches(WithoutFences(repository.Read(file)))
           let target = match.Groups["x"].Value.Split('#')[0]
           where target.Length > 0 && !target.Contains(':') && !target.StartsWith('/')
           let resolved = Normalise(Path.Combine(Path.GetDirectoryName(file) ?? "", target))
           where !repository.Exists(resolved)
           select $"{file}: {target}",
    ];

    /// <summary>Files named in backticks that are neither at that path (from the root or from the document) nor anywhere under that name.</summary>
    public static IReadOnlyList<string> DeadNames(Repository repository)
    {
        var names = repository.Files.Select(f => Path.GetFileName(f)!).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from file in repository.With(".md")
               from Match match in Name().Matches(WithoutFences(repository.Read(file)))
               let name = match.Groups["x"].Value
               where LooksLikeSourceFile(name) && !Found(repository, names, file, name)
               select $"{file}: {name}",
        ];
    }

    /// <summary>Folders of src without a README.md that says what is inside.</summary>
    public static IReadOnlyList<string> WithoutReadme(Repository repository) =>
    [
        .. repository.With(".csproj").Where(p => p.StartsWith("src/", StringComparison.Ordinal))
            .Select(p => Path.GetDirectoryName(p)!).Where(d => !repository.Exists(d + "/README.md")),
    ];

    /// <summary>Numbers of log lines in src that the operations guide does not explain, with their file.</summary>
    public static IReadOnlyList<string> UnexplainedLogLines(Repository repository)
    {
        var explained = Numbers(repository.Read("docs/operations.md")).ToHashSet();
        return
        [
            .. from file in repository.With(".cs")
               where file.StartsWith("src/", StringComparison.Ordinal)
               from Match match in LogLine().Matches(repository.Read(file))
               let number = match.Groups["x"].Value
               where !explained.Contains(number)
               select $"{file}: {number}",
        ];
    }

    public static int Headings(string markdown) => WithoutFences(markdown).Split('\n').Count(l => Heading().IsMatch(l));

    /// <summary>The code fences of a document, in order; commands must be the same in every language.</summary>
    public static IReadOnlyList<string> Commands(string markdown) => [.. Fence().Matches(markdown).Select(m => m.Groups["x"].Value.Trim())];

    /// <summary>Chinese pages under docs that have not as many headings as their English page (X.md or X.en.md), or other commands; comments in commands are translated.</summary>
    public static IReadOnlyList<string> UnlikePairs(Repository repository) =>
    [
        .. from pair in LanguagePairs(repository)
           let english = repository.Read(pair.English)
           let chinese = repository.Read(pair.Chinese)
           from fault in (string[])
           [
               .. Headings(chinese) == Headings(english) ? (string[])[] : [$"{Headings(chinese)} headings, {Headings(english)} in {pair.English}"],
               .. Commands(chinese).Select(WithoutComments).SequenceEqual(Commands(english).Select(WithoutComments)) ? (string[])[] : [$"other commands than {pair.English}"],
           ]
           select $"{pair.Chinese}: {fault}",
    ];

    /// <summary>Pages under docs in both languages.</summary>
    public static IReadOnlyList<(string English, string Chinese)> LanguagePairs(Repository repository) =>
    [
        .. from chinese in repository.With(ChineseEnding)
           where chinese.StartsWith("docs/", StringComparison.Ordinal)
           let page = chinese[..^ChineseEnding.Length]
           from english in (string[])[page + ".md", page + ".en.md"]
           where repository.Exists(english)
           select (english, chinese),
    ];

    private static bool LooksLikeSourceFile(string name) =>
        s_sourceExtensions.Any(e => name.EndsWith(e, StringComparison.Ordinal)) && name.IndexOfAny(['*', '<', '{', '$', ' ', '%']) < 0
        && !name.StartsWith("artifacts/", StringComparison.Ordinal) && !name.StartsWith('.') && !name.StartsWith('/') && !name.Contains("://", StringComparison.Ordinal);

    private static bool Found(Repository repository, HashSet<string> names, string document, string name)
    {
        if (!name.Contains('/'))
        {
            return names.Contains(name);
        }

        return repository.Exists(name) || repository.Exists(Normalise(Path.Combine(Path.GetDirectoryName(document) ?? "", name)))
            || repository.Files.Any(f => f.EndsWith("/" + name, StringComparison.Ordinal));
    }

    // First cells of the table rows: "| 1001, 1002 | ...".
    private static IEnumerable<string> Numbers(string markdown) =>
        LogRow().Matches(markdown).SelectMany(row => row.Groups["x"].Value.Split(", "));

    private static string Normalise(string path) => Path.GetRelativePath("/", Path.GetFullPath(path, "/")).Replace('\\', '/');

    private static string WithoutFences(string markdown) => Fence().Replace(markdown, "");

    private static string WithoutComments(string commands) => Comment().Replace(commands, "");

    [GeneratedRegex(@"\]\((?<x>[^)\s]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<x>[\w./-]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(@"LoggerMessage\(\s*(EventId = )?(?<x>\d{4})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LogLine();

    [GeneratedRegex(@"^\| (?<x>\d{4}(, \d{4})*) \|", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex LogRow();

    [GeneratedRegex(@"^#{1,6} ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(^|[ \t]+)(#|//)[ ].*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^```[^\n]*\n(?<x>.*?)^```", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
