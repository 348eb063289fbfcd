using System.Net.Mail;
using System.Text.RegularExpressions;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Organisation.People;

/// <summary>A role asked for.</summary>
/// <param name="Order">1 to 99: called first among those of the same role; 1 when nothing is said.</param>
internal sealed record RoleRequest(string? UnitId, string? Role, int? Order);

/// <summary>What can be said of a person.</summary>
internal sealed partial record PersonRequest(
    string? Name, string? UnitId, string? Phone, string? Email, string? Chat, bool? Active, IReadOnlyList<RoleRequest>? Roles)
{
    private const int MostRoles = 20;

    /// <summary>Adds all that is wrong. Unit and roles lie within the scope of who says it.</summary>
    /// <returns>The unit; null when it is not right.</returns>
    public async Task<OrgUnit?> CheckAsync(CenterDb db, CurrentUser by, OrganisationSeeds seeds, ConfigurationErrors errors, string path = "")
    {
        errors.Require(Name?.Trim().Length is > 0 and <= 100, path + "name", Name, "1 到 100 个字符", "1 to 100 characters");
        errors.Require(Phone is null || PhonePattern().IsMatch(Phone), path + "phone", Phone, "5 到 20 位数字，可以 + 开头，或不填", "5 to 20 digits, + in front if abroad, or nothing");
        errors.Require(Email is null || IsMail(Email), path + "email", Email, "邮箱地址，或不填", "a mail address, or nothing");
        errors.Require(Chat is null or { Length: > 0 and <= 100 }, path + "chat", Chat, "1 到 100 个字符，或不填", "1 to 100 characters, or nothing");
        errors.Require(Roles is null or { Count: <= MostRoles }, path + "roles", Roles?.Count, $"最多 {MostRoles} 个", $"at most {MostRoles}");
        var unit = await UnitAsync(db, UnitId, by);
        errors.Require(unit is not null, path + "unitId", UnitId, "本账号范围内的单位", "a unit within the own scope");
        await CheckRolesAsync(db, by, seeds, errors, path);
        return unit;
    }

    private async Task CheckRolesAsync(CenterDb db, CurrentUser by, OrganisationSeeds seeds, ConfigurationErrors errors, string path)
    {
        var seen = new HashSet<(string?, string?)>();
        for (var i = 0; i < Math.Min(Roles?.Count ?? 0, MostRoles); i++)
        {
            var (role, at) = (Roles![i], $"{path}roles[{i}]");
            errors.Require(seeds.Role(role.Role) is not null, at + ".role", role.Role, "组织种子中的角色", "a role of the organisation seeds");
            errors.Require(await UnitAsync(db, role.UnitId, by) is not null, at + ".unitId", role.UnitId, "本账号范围内的单位", "a unit within the own scope");
            errors.Require(role.Order is null or (>= 1 and <= 99), at + ".order", role.Order, "1 到 99", "1 to 99");
            errors.Require(seen.Add((role.UnitId, role.Role)), at, role.Role, "每个角色在同一单位只写一次", "each role once a unit");
        }
    }

    /// <summary>Units added in the same change are found too.</summary>
    private static async Task<OrgUnit?> UnitAsync(CenterDb db, string? id, CurrentUser by) =>
        id is not null && await db.Set<OrgUnit>().FindAsync(id) is { } unit && by.Sees(unit.Path) ? unit : null;

    private static bool IsMail(string text) =>
        text.Length <= 200 && MailAddress.TryCreate(text, out var address) && address.Address == text && !text.Any(char.IsWhiteSpace);

    [GeneratedRegex(@"^\+?[0-9]{5,20}$", RegexOptions.None, 1000)]
    private static partial Regex PhonePattern();
}
