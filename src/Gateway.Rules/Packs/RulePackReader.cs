using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Json;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Packs;

/// <summary>Reads rule packs and tells every error at once, each with path, what was found and what is allowed.</summary>
public static class RulePackReader
{
    /// <returns>Null when there was any error.</returns>
    public static RulePack? Read(string file, ReferenceData reference, ConfigurationErrors errors) =>
        JsonFile.Read(file, errors) is { } root ? Read(root, Path.GetFileName(file), reference, errors) : null;

    /// <param name="name">File name for the paths of errors.</param>
    public static RulePack? Parse(string text, string name, ReferenceData reference, ConfigurationErrors errors) =>
        JsonFile.Parse(text, name, errors) is { } root ? Read(root, name, reference, errors) : null;

    private static RulePack? Read(JsonObject root, string name, ReferenceData reference, ConfigurationErrors errors)
    {
        root.Remove("$schema");
        var own = new ConfigurationErrors();
        new ShapeChecker(own, new HashSet<JsonNode>()).Check(root, typeof(RulePack), $"{name}: ");
        var shape = own.Items.ToList();
        var pack = (own.Any ? SoundCopy.Of(root, typeof(RulePack)) : root).Deserialize<RulePack>(StrictJson.Options)!;
        var found = new ConfigurationErrors();
        RulePackValidator.Validate(pack, name, reference, found);

        // What cannot be read has been told; a finding that only follows from it is left out.
        foreach (var error in found.Items.Where(error => !shape.Exists(told => IsWithin(error.Path, told.Path) || IsWithin(told.Path, error.Path))))
        {
            own.Add(error.Path, error.Found, error.Allowed.Zh, error.Allowed.En);
        }

        foreach (var error in own.Items)
        {
            errors.Add(error.Path, error.Found, error.Allowed.Zh, error.Allowed.En);
        }

        return own.Any ? null : pack;
    }

    private static bool IsWithin(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal) && (path.Length == whole.Length || path[whole.Length] is '.' or '[');
}
