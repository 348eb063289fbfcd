namespace Gateway.Edge.Configuration;

/// <summary>Where the configuration comes from.</summary>
/// <param name="File">Path of <c>edge.json</c>.</param>
/// <param name="Overrides"><c>path=value</c> settings of the command line, put over the file.</param>
/// <param name="Environment">Reads an environment variable; null when not set.</param>
public sealed record ConfigurationSource(string File, IReadOnlyList<string> Overrides, Func<string, string?> Environment)
{
    public static ConfigurationSource Of(string file, IReadOnlyList<string>? overrides = null) =>
        new(Path.GetFullPath(file), overrides ?? [], System.Environment.GetEnvironmentVariable);

    public string Folder => Path.GetDirectoryName(Path.GetFullPath(File))!;

    /// <summary>Paths in the configuration count from its own folder.</summary>
    public string Resolve(string path) => Path.GetFullPath(Path.Combine(Folder, path));
}
