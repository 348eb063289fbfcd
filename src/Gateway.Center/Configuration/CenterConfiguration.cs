using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Json;

namespace Gateway.Center.Configuration;

/// <summary>What loading gave.</summary>
/// <param name="Options">Null when there are errors.</param>
public sealed record LoadedCenter(CenterOptions? Options, ConfigurationErrors Errors);

/// <summary>Reads <c>center.json</c> and tells every error at once. Nothing is started from here.</summary>
public static class CenterConfiguration
{
    /// <summary>Changes of the form of <c>center.json</c> since the first release, in their order. None yet.</summary>
    private static readonly FormatStep[] s_steps = [];

    /// <param name="overrides"><c>path=value</c> settings of the command line, put over the file.</param>
    /// <param name="environment">Reads an environment variable; null when not set.</param>
    public static LoadedCenter Load(string file, IReadOnlyList<string> overrides, Func<string, string?> environment)
    {
        var whole = Path.GetFullPath(file);
        var errors = new ConfigurationErrors();
        if (JsonFile.Read(whole, errors) is not { } root)
        {
            return new LoadedCenter(null, errors);
        }

        ConfigurationFormat.Upgrade(root, Path.GetFileName(whole), s_steps, errors);
        foreach (var setting in overrides)
        {
            JsonOverride.Apply(root, setting, errors);
        }

        var options = Read(root, Path.GetFileName(whole), Path.GetDirectoryName(whole)!, environment, errors);
        return new LoadedCenter(errors.Any ? null : options, errors);
    }

    private static CenterOptions Read(JsonObject root, string name, string folder, Func<string, string?> environment, ConfigurationErrors errors)
    {
        root.Remove("$schema");
        var substitution = new EnvironmentSubstitution(environment, errors);
        foreach (var (section, node) in root.ToList())
        {
            substitution.Apply(node, $"{name}: {section}");
        }

        var sound = new ShapeChecker(errors, substitution.Substituted).Check(root, typeof(CenterOptions), $"{name}: ") && !errors.Any
            ? root
            : (JsonObject)SoundCopy.Of(root, typeof(CenterOptions))!;
        ConfigurationPaths.Resolve(sound, folder);
        var options = ConfigurationPaths.Resolve(sound.Deserialize<CenterOptions>(StrictJson.Options)!, folder);
        var found = new ConfigurationErrors();
        CenterOptionsValidator.Validate(options, name, found);
        TellNew(found, errors);
        return SecretFiles.Read(options, name, errors);
    }

    /// <summary>What only follows from something told already is left out.</summary>
    private static void TellNew(ConfigurationErrors found, ConfigurationErrors errors)
    {
        var told = errors.Items.Select(error => error.Path).ToList();
        foreach (var error in found.Items.Where(error => !told.Exists(path => IsWithin(error.Path, path) || IsWithin(path, error.Path))))
        {
            errors.Add(error.Path, error.Found, error.Allowed.Zh, error.Allowed.En);
        }
    }

    private static bool IsWithin(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal) && (path.Length == whole.Length || path[whole.Length] is '.' or '[');
}
