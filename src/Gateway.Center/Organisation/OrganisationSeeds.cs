using System.Text.Json;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Core.Measurements;
using Gateway.Rules.Json;

namespace Gateway.Center.Organisation;

/// <summary>A level of the tree, or a line beside one.</summary>
/// <param name="Rank">1 = province … 9 = post; a line has the rank of the level it stands beside.</param>
public sealed record OrgLevel(string Id, LocalizedText Name, int Rank, string? Beside);

/// <summary>A role people hold.</summary>
/// <param name="Level">Where it usually is.</param>
public sealed record OrgRole(string Id, LocalizedText Name, string Level);

/// <summary>An industry or department.</summary>
public sealed record OrgIndustry(string Id, LocalizedText Name);

/// <summary>Levels, roles and industries of <c>organisation.json</c>: which there are is data of the county, not of this program. Thread-safe.</summary>
public sealed class OrganisationSeeds
{
    /// <exception cref="CenterStartException">The file cannot be read.</exception>
    public OrganisationSeeds(CenterOptions options)
    {
        var file = Path.Combine(options.Seeds, "organisation.json");
        try
        {
            var read = JsonSerializer.Deserialize<SeedFile>(File.ReadAllText(file), StrictJson.Options)!;
            var ranks = read.Levels.ToDictionary(level => level.Id, level => level.Rank);
            Levels =
            [
                .. read.Levels.Select(level => new OrgLevel(level.Id, level.Name, level.Rank, null)),
                .. read.ParallelLines.Select(line => new OrgLevel(line.Id, line.Name, ranks[line.Beside], line.Beside)),
            ];
            Roles = [.. read.Roles.Select(role => new OrgRole(role.Id, role.Name, role.Level))];
            Industries = [.. read.Departments.Select(department => new OrgIndustry(department.Id, department.Name))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException)
        {
            throw new CenterStartException(new LocalizedText($"无法读取 {file}：{error.Message}", $"{file} cannot be read: {error.Message}"), error);
        }
    }

    public IReadOnlyList<OrgLevel> Levels { get; }

    public IReadOnlyList<OrgRole> Roles { get; }

    public IReadOnlyList<OrgIndustry> Industries { get; }

    public OrgLevel? Level(string? id) => Levels.FirstOrDefault(level => level.Id == id);

    public OrgRole? Role(string? id) => Roles.FirstOrDefault(role => role.Id == id);

    private sealed record SeedFile(
        IReadOnlyList<SeedLevel> Levels, IReadOnlyList<SeedLine> ParallelLines, IReadOnlyList<OrgRole> Roles, IReadOnlyList<OrgIndustry> Departments);

    private sealed record SeedLevel(string Id, LocalizedText Name, int Rank);

    private sealed record SeedLine(string Id, LocalizedText Name, string Beside);
}
