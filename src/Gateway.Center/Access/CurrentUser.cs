using System.Security.Claims;

namespace Gateway.Center.Access;

/// <summary>Who asks, read from the claims of the sign-in.</summary>
/// <param name="Account">Name of the account; stands in the ledger as actor.</param>
/// <param name="Person">Id of the person behind it; null when none is linked.</param>
/// <param name="ScopePath">Path of the unit whose sites the account sees; <c>/</c> = all.</param>
/// <param name="Industry">Industry a department is bound to; null = all.</param>
public sealed record CurrentUser(string Account, string? Person, CenterRole Role, string ScopePath, string? Industry)
{
    public const string PersonClaim = "person";
    public const string ScopeClaim = "scope";
    public const string IndustryClaim = "industry";

    /// <summary>Null when nobody is signed in.</summary>
    public static CurrentUser? Of(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, Name: { } name }
        && Enum.TryParse<CenterRole>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new CurrentUser(
                name, principal.FindFirstValue(PersonClaim), role, principal.FindFirstValue(ScopeClaim) ?? "//none/", principal.FindFirstValue(IndustryClaim))
            : null;

    public IEnumerable<Claim> ToClaims()
    {
        yield return new Claim(ClaimTypes.Name, Account);
        yield return new Claim(ClaimTypes.Role, Role.ToString());
        yield return new Claim(ScopeClaim, ScopePath);
        if (Person is not null)
        {
            yield return new Claim(PersonClaim, Person);
        }

        if (Industry is not null)
        {
            yield return new Claim(IndustryClaim, Industry);
        }
    }

    public bool May(CenterAct act) => RoleRights.May(Role, act);

    /// <summary>Whether something of this unit (and, for a site, of this industry) is in sight.</summary>
    public bool Sees(string unitPath, string? industry = null) =>
        unitPath.StartsWith(ScopePath, StringComparison.Ordinal) && (Industry is null || industry is null || industry == Industry);
}
