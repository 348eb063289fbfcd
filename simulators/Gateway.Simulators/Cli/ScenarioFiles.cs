namespace Gateway.Simulators.Cli;

/// <summary>Scenario files given by path, or by name from those that come with the program.</summary>
internal static class ScenarioFiles
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "scenarios");

    public static string Find(string given)
    {
        var named = Path.Combine(Folder, Path.ChangeExtension(Path.GetFileName(given), ".json"));
        return !File.Exists(given) && File.Exists(named) ? named : given;
    }

    public static IEnumerable<string> All() =>
        Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal) : [];
}
