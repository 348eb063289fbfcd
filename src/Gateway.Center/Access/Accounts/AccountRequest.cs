using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.Accounts;

/// <summary>What an administrator says of an account. Nothing else of an account can be set from outside.</summary>
/// <param name="Scope">Path of a unit, or <c>/</c> = all.</param>
internal sealed record AccountRequest(string? Id, CenterRole? Role, string? Scope, string? Industry, string? Person, bool? Disabled)
{
    /// <summary>Adds all that is wrong. Nobody gives a wider sight than his own.</summary>
    public async Task CheckAsync(CenterDb db, CurrentUser by, ConfigurationErrors errors)
    {
        errors.Require(Role is { } role && Enum.IsDefined(role), "role", Role, "一种角色", "one of the roles");
        var isScope = Scope is { Length: <= 600 } scope && scope.StartsWith(by.ScopePath, StringComparison.Ordinal)
            && (scope == "/" || await db.Set<OrgUnit>().AnyAsync(unit => unit.Path == scope));
        errors.Require(isScope, "scope", Scope, "本账号范围内一个单位的路径", "the path of a unit within the own scope");
        errors.Require(Industry is null or { Length: > 0 and <= 64 }, "industry", Industry, "行业，或不填", "an industry, or nothing");
        errors.Require(by.Industry is null || Industry == by.Industry, "industry", Industry, "与本账号相同的行业", "the industry of the own account");
        var isPerson = Person is null || await db.Set<Person>().AnyAsync(person => person.Id == Person && person.UnitPath.StartsWith(by.ScopePath));
        errors.Require(isPerson, "person", Person, "已登记的人员，或不填", "a person who is known, or nothing");
    }
}

/// <summary><c>Account</c> of api/types.</summary>
internal sealed record AccountView(
    string Id, CenterRole Role, string Scope, string? Industry, string? Person, bool Disabled, DateTimeOffset? LockedUntil, DateTimeOffset? LastSignIn)
{
    public static AccountView Of(Account account, DateTimeOffset? lockedUntil) => new(
        account.Id, account.Role, account.ScopePath, account.Industry, account.PersonId, account.IsDisabled, lockedUntil, account.LastSignIn);
}
