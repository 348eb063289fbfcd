using Gateway.Pipeline.Configuration;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Tests;

/// <summary>The seeds of this repository.</summary>
internal static class Seeds
{
    public static string Folder { get; } = Find();

    public static ReferenceData Reference { get; } = Read(errors => ReferenceData.Read(Folder, errors));

    public static IEnumerable<string> PackFiles => Directory.EnumerateFiles(Path.Combine(Folder, "packs"), "*.json").Order(StringComparer.Ordinal);

    public static RulePack Pack(string id) => Read(errors => RulePackReader.Read(Path.Combine(Folder, "packs", $"{id}.json"), Reference, errors)!);

    private static T Read<T>(Func<ConfigurationErrors, T> read)
    {
        var errors = new ConfigurationErrors();
        var value = read(errors);
        errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        return value;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "seeds");
    }
}
