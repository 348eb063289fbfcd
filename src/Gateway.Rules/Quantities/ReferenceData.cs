using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Json;

namespace Gateway.Rules.Quantities;

/// <summary>
/// What rules look figures up in: kinds of quantities, units and substances, from <c>quantities.json</c> and <c>substances.json</c> of the seeds.
/// Those files hold more for people (sources, cross-sensitivities); fields not named by the records here are left to them. Immutable.
/// </summary>
public sealed class ReferenceData(
    IReadOnlyList<QuantityKind> kinds, IReadOnlyList<UnitDefinition> units, IReadOnlyList<Substance> substances,
    double molarVolume = UnitTable.MolarVolumeAt25, IReadOnlyList<RoleDefinition>? roles = null)
{
    public const string QuantitiesFile = "quantities.json";
    public const string SubstancesFile = "substances.json";

    /// <summary>Optional: without it no role is shared beyond its machine.</summary>
    public const string RolesFile = "roles.json";

    private readonly Dictionary<string, Substance> _substances = substances.GroupBy(substance => substance.Id, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, RoleDefinition> _roles =
        (roles ?? []).GroupBy(role => role.Id).ToDictionary(group => group.Key, group => group.First());

    public static ReferenceData Empty { get; } = new([], [], []);

    public IReadOnlyList<QuantityKind> Kinds { get; } = kinds;

    public IReadOnlyCollection<Substance> Substances => _substances.Values;

    public UnitTable Units { get; } = new(units, molarVolume);

    public QuantityKind? Kind(string id) => Kinds.FirstOrDefault(kind => kind.Id == id);

    public Substance? Substance(string id) => _substances.GetValueOrDefault(id);

    public IReadOnlyCollection<RoleDefinition> Roles => _roles.Values;

    public RoleDefinition? Role(string id) => _roles.GetValueOrDefault(id);

    /// <summary>The same with one more substance.</summary>
    public ReferenceData With(Substance substance) => new(Kinds, units, [.. Substances, substance], molarVolume, [.. Roles]);

    /// <summary>Reads the files of a seeds folder.</summary>
    /// <param name="molarVolume">L/mol, see <see cref="UnitTable"/>.</param>
    public static ReferenceData Read(string folder, ConfigurationErrors errors, double molarVolume = UnitTable.MolarVolumeAt25)
    {
        var quantities = JsonFile.Read(Path.Combine(folder, QuantitiesFile), errors);
        var substances = JsonFile.Read(Path.Combine(folder, SubstancesFile), errors);
        var rolesFile = Path.Combine(folder, RolesFile);
        return new ReferenceData(
            List<QuantityKind>(quantities, "quantities", QuantitiesFile, errors), List<UnitDefinition>(quantities, "units", QuantitiesFile, errors),
            List<Substance>(substances, "substances", SubstancesFile, errors), molarVolume,
            File.Exists(rolesFile) ? List<RoleDefinition>(JsonFile.Read(rolesFile, errors), "roles", RolesFile, errors) : []);
    }

    private static List<T> List<T>(JsonObject? root, string section, string file, ConfigurationErrors errors)
    {
        var read = new List<T>();
        if (root is null)
        {
            return read;
        }

        if (root[section] is not JsonArray items)
        {
            errors.Add($"{file}: {section}", root[section]?.ToJsonString(), "一个数组 [ … ]", "an array [ … ]");
            return read;
        }

        var known = StrictJson.Options.GetTypeInfo(typeof(T)).Properties.Select(property => property.Name).ToHashSet();
        for (var i = 0; i < items.Count; i++)
        {
            var path = $"{file}: {section}[{i}]";
            var item = items[i] is JsonObject whole ? new JsonObject(whole.Where(pair => known.Contains(pair.Key)).Select(Copy)) : items[i];
            if (new ShapeChecker(errors, new HashSet<JsonNode>()).Check(item, typeof(T), path) && item is not null)
            {
                read.Add(item.Deserialize<T>(StrictJson.Options)!);
            }
        }

        return read;
    }

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> pair) => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone());
}
