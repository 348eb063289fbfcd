using System.Text.RegularExpressions;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Layout;

/// <summary>Sizes of files, use of the clock, and nothing of one machine in the tree.</summary>
public static partial class SourceFileRules
{
    public const int LongestSource = 400;
    public const int LongestTest = 600;
    public const int MostInFolder = 20;

    public static IReadOnlyList<string> TooLong(Repository repository) =>
        [.. repository.With(".cs").Where(f => !IsMigration(f)).Select(f => (File: f, Lines: repository.Lines(f).Length, Limit: LimitOf(f)))
            .Where(f => f.Lines > f.Limit).Select(f => $"{f.File}: {f.Lines} lines, at most {f.Limit}")];

    /// <summary>Folders with more source files than a newcomer can take in; those named in <paramref name="known"/> wait for their division.</summary>
    public static IReadOnlyList<string> Crowded(Repository repository, IReadOnlyCollection<string> known) =>
        [.. repository.With(".cs").Where(f => !IsMigration(f)).CountBy(f => Path.GetDirectoryName(f)!).Where(folder => folder.Value > MostInFolder && !known.Contains(folder.Key))
            .Select(folder => $"{folder.Key}: {folder.Value} files, at most {MostInFolder}")];

    /// <summary>
    /// The analyzer holds this while building; this rule also sees code that switched it off, and the constructors the
    /// analyzer's list does not name.
    /// </summary>
    public static IReadOnlyList<string> OwnClock(Repository repository) =>
        [.. Matches(repository, repository.With(".cs").Where(f => !IsThisProject(f)), Clock())];

    /// <summary>Paths of one machine, hosts of package registries, and addresses that listen to the whole network.</summary>
    public static IReadOnlyList<string> OneMachine(Repository repository) =>
        [.. Matches(repository, repository.Files.Where(f => IsText(f) && !IsThisProject(f)), Machine())];

    /// <summary>Words for tests that do not run.</summary>
    public static IReadOnlyList<string> SkippedTests(Repository repository) =>
        [.. Matches(repository, repository.With(".cs").Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && !IsThisProject(f)), Skipped())];

    private static int LimitOf(string file) => file.StartsWith("tests/", StringComparison.Ordinal) ? LongestTest : LongestSource;

    // Written by the tool that makes them from the stored classes (scripts/migrations.sh).
    private static bool IsMigration(string file) => file.StartsWith("src/Gateway.Center/Data/Migrations/", StringComparison.Ordinal);

    private static bool IsThisProject(string file) => file.StartsWith("tests/Gateway.Conventions.Tests/", StringComparison.Ordinal);

    private static bool IsText(string file) => Path.GetExtension(file) is
        ".cs" or ".md" or ".sh" or ".json" or ".csproj" or ".props" or ".sln" or ".py" or ".txt" or ".csv" or ".ts" or ".vue" or ".config" or ".conf" or ""
        && file != "package-lock.json";

    private static IEnumerable<string> Matches(Repository repository, IEnumerable<string> files, Regex pattern)
    {
        foreach (var file in files)
        {
            var lines = repository.Lines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                if (!lines[i].TrimStart().StartsWith("//", StringComparison.Ordinal) && pattern.Match(lines[i]) is { Success: true } match)
                {
                    yield return $"{file}:{i + 1}: {match.Value}";
                }
            }
        }
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bThread\.Sleep\(|\bEnvironment\.TickCount|\bStopwatch\.(StartNew|GetTimestamp)\b|new Stopwatch\(|new Random\(\)|new PeriodicTimer\([^,()]*(\([^()]*\))?[^,()]*\)|pragma warning disable RS0030", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<![\w.$}])/(home|Users|root|work)/[\w.]|[A-Za-z]:\\Users\\|/tmp/bash|\b(nexus|artifactory|jfrog)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Machine();

    [GeneratedRegex(@"\bSkip\s*=\s*""|\[Fact\(Explicit|Assert\.Skip", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Skipped();
}
