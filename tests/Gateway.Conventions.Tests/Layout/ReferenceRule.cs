using System.Xml.Linq;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Layout;

/// <summary>
/// References point one way: Edge, Center -> Drivers, Storage, Notifications, Rules, Hosting -> Pipeline -> Core; Contracts -> Core;
/// Core -> nothing; Simulators -> nothing in src; nothing in src -> tests, benchmarks or simulators.
/// </summary>
public static class ReferenceRule
{
    private static readonly string[] s_middle = ["Gateway.Pipeline", "Gateway.Contracts", "Gateway.Core"];

    private static readonly Dictionary<string, string[]> s_may = new(StringComparer.Ordinal)
    {
        ["Gateway.Core"] = [],
        ["Gateway.Contracts"] = ["Gateway.Core"],
        ["Gateway.Pipeline"] = ["Gateway.Core"],
        ["Gateway.Rules"] = ["Gateway.Pipeline", "Gateway.Core"],
        ["Gateway.Drivers.Modbus"] = s_middle,
        ["Gateway.Drivers.Mqtt"] = s_middle,
        ["Gateway.Storage.Sqlite"] = s_middle,
        ["Gateway.Storage.InfluxDb"] = s_middle,
        ["Gateway.Notifications"] = s_middle,
        ["Gateway.Hosting"] = s_middle,
        ["Gateway.Simulators"] = [],
    };

    private static readonly HashSet<string> s_executables = new(["Gateway.Edge", "Gateway.Center"], StringComparer.Ordinal);

    public static IReadOnlyList<string> Broken(Repository repository) =>
        [.. repository.With(".csproj").SelectMany(project => BrokenIn(repository, project))];

    /// <summary>Packages and frameworks the domain refers to: there may be none.</summary>
    public static IReadOnlyList<string> PackagesOfCore(Repository repository)
    {
        const string core = "src/Gateway.Core/Gateway.Core.csproj";
        return repository.Exists(core) ? [.. Items(repository, core, "PackageReference"), .. Items(repository, core, "FrameworkReference")] : [core + " is missing"];
    }

    private static IEnumerable<string> BrokenIn(Repository repository, string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        foreach (var reference in Items(repository, project, "ProjectReference"))
        {
            var target = reference.Replace('\\', '/');
            var targetName = Path.GetFileNameWithoutExtension(target);
            if (!Allowed(project, name, target, targetName))
            {
                yield return $"{name} -> {targetName}";
            }
        }
    }

    private static bool Allowed(string project, string name, string target, string targetName)
    {
        if (s_may.TryGetValue(name, out var may))
        {
            return may.Contains(targetName);
        }

        var leavesSrc = target.Contains("/tests/", StringComparison.Ordinal) || target.Contains("/simulators/", StringComparison.Ordinal)
            || target.Contains("/benchmarks/", StringComparison.Ordinal);
        return project.StartsWith("src/", StringComparison.Ordinal) ? !leavesSrc && !s_executables.Contains(targetName) : true;
    }

    private static IEnumerable<string> Items(Repository repository, string project, string item) =>
        XDocument.Parse(repository.Read(project)).Descendants(item).Select(e => e.Attribute("Include")?.Value ?? "");
}
