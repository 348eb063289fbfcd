namespace Gateway.Fuzz.Engine;

/// <summary>Inputs kept in files, a folder a target: good ones, and each finding with its name.</summary>
public static class Corpus
{
    /// <summary>Beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>What a target begins with: its own good inputs and the files of its folder, in the order of their names.</summary>
    public static IReadOnlyList<byte[]> Of(FuzzTarget target) => [.. target.Seeds(), .. Files(target.Name).Select(File.ReadAllBytes)];

    public static IReadOnlyList<string> Files(string target)
    {
        var folder = Path.Combine(Folder, target);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)] : [];
    }
}
