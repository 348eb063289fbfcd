using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Layout;

/// <summary>The root stays small: plans, notes and patches have no place there.</summary>
public static class TopLevelRule
{
    private static readonly HashSet<string> s_allowed = new(
        [
            "Gateway.sln", "README.md", "README.zh-CN.md", "Makefile", "CHANGELOG.md", "LICENSE", "Directory.Build.props",
            "Directory.Packages.props", "global.json", "nuget.config", ".editorconfig", "BannedSymbols.txt", ".gitignore", ".gitattributes",
            ".ci", ".config", "src", "tests", "benchmarks", "simulators", "config", "seeds", "docs", "scripts",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> s_allowedInSrc = new(
        [
            "Gateway.Core", "Gateway.Contracts", "Gateway.Pipeline", "Gateway.Drivers.Modbus", "Gateway.Drivers.Mqtt",
            "Gateway.Rules", "Gateway.Storage.Sqlite", "Gateway.Storage.InfluxDb", "Gateway.Notifications", "Gateway.Hosting", "Gateway.Edge", "Gateway.Center",
        ],
        StringComparer.Ordinal);

    public static IReadOnlyList<string> Broken(Repository repository) =>
    [
        .. repository.Files.Select(f => f.Split('/')[0]).Distinct().Where(n => !s_allowed.Contains(n)),
        .. repository.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal))
            .Select(f => f.Split('/')[1]).Distinct().Where(n => !s_allowedInSrc.Contains(n)).Select(n => "src/" + n),
    ];
}
