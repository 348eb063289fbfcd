using System.Text.RegularExpressions;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Layout;

/// <summary>What the tests and scripts start must be installed by <c>make setup</c>.</summary>
public sealed partial class PackageListTests
{
    private static readonly Dictionary<string, string> s_packageOf = new(StringComparer.Ordinal)
    {
        ["mosquitto"] = "mosquitto",
        ["mosquitto_sub"] = "mosquitto-clients",
        ["mosquitto_pub"] = "mosquitto-clients",
        ["mosquitto_passwd"] = "mosquitto",
        ["influxd"] = "influxdb",
        ["influx"] = "influxdb-client",
        ["victoria-metrics"] = "victoria-metrics",
        ["python3"] = "python3-pymodbus",
        ["/usr/bin/python3"] = "python3-pymodbus",
        ["mbpoll"] = "mbpoll",
        ["socat"] = "socat",
        ["openssl"] = "openssl",
        ["curl"] = "curl",
        ["chromium"] = "chromium",
    };

    /// <summary>Part of every Debian system, or what the tests themselves run on.</summary>
    private static readonly HashSet<string> s_essential = new(["dotnet", "stdbuf", "/usr/bin/env", "/bin/kill", "kill", "bash", "/bin/bash", "sh", "/bin/sh"], StringComparer.Ordinal);

    private readonly Repository _repository = Repository.OfThisTest();

    [Fact]
    public void Every_program_a_test_starts_is_in_the_package_list()
    {
        var packages = Packages(_repository);
        Started(_repository).Where(p => !s_essential.Contains(p.Program))
            .Where(p => !s_packageOf.TryGetValue(p.Program, out var package) || !packages.Contains(package))
            .Select(p => $"{p.File}: {p.Program}").ShouldBeEmpty();
    }

    [Fact]
    public void Rule_sees_a_program_nobody_installs()
    {
        using var tree = new TemporaryTree().With("tests/A.cs", "PeerProcess.Start(\"nmap\", \"-v\")").With("scripts/debian-packages.txt", "mosquitto\n");
        Started(tree.Open()).ShouldBe([("tests/A.cs", "nmap")]);
        Packages(tree.Open()).ShouldBe(["mosquitto"]);
    }

    [Fact]
    public void Package_list_names_each_package_once()
    {
        var lines = _repository.Lines("scripts/debian-packages.txt").Where(l => l.Length > 0 && l[0] != '#').ToList();
        lines.Distinct().Count().ShouldBe(lines.Count);
    }

    private static HashSet<string> Packages(Repository repository) =>
        [.. repository.Lines("scripts/debian-packages.txt").Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];

    private static IReadOnlyList<(string File, string Program)> Started(Repository repository) =>
    [
        .. from file in repository.With(".cs").Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && !f.StartsWith("tests/Gateway.Conventions.Tests/", StringComparison.Ordinal))
           from Match match in Start().Matches(repository.Read(file))
           select (file, match.Groups["x"].Value),
    ];

    [GeneratedRegex("""PeerProcess\.(?:Start|RunAsync)\(\s*"(?<x>[^"]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Start();
}
