using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Cli;

/// <summary>Scenario files given by path, or by name from those that come with the program.</summary>
internal static class ScenarioFiles
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "scenarios");

    /// <exception cref="ScenarioException">There is neither such a file nor such a scenario.</exception>
    public static string Find(string given)
    {
        if (File.Exists(given))
        {
            return given;
        }

        var named = Path.Combine(Folder, Path.ChangeExtension(Path.GetFileName(given), ".json"));
        var names = string.Join(", ", All().Select(Path.GetFileNameWithoutExtension));
        return File.Exists(named)
            ? named
            : throw new ScenarioException([new ScenarioError("scenario", given, $"场景文件，或其中之一：{names}", $"a scenario file, or one of: {names}")]);
    }

    public static IEnumerable<string> All() =>
        Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal) : [];
}
