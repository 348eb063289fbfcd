using Gateway.Faults.Disk;
using Gateway.Faults.Processes;

namespace Gateway.Faults.Running;

/// <summary>All scenarios there are.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<IScenario> All => [.. DiskScenarios.All, .. ProcessScenarios.All];

    /// <summary>The scenarios whose name begins with one of the words; all when there is no word.</summary>
    /// <exception cref="ArgumentException">A word is the beginning of no name.</exception>
    public static IReadOnlyList<IScenario> Choose(IReadOnlyList<string> words)
    {
        var all = All;
        if (words.FirstOrDefault(word => !all.Any(scenario => Fits(scenario, word))) is { } unknown)
        {
            throw new ArgumentException($"--kinds: no scenario begins with '{unknown}'; there are {string.Join(", ", all.Select(scenario => scenario.Kind))}");
        }

        return words.Count == 0 ? all : [.. all.Where(scenario => words.Any(word => Fits(scenario, word)))];
    }

    private static bool Fits(IScenario scenario, string word) => scenario.Kind.StartsWith(word, StringComparison.Ordinal);
}
