using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.Sessions;

/// <summary><c>Session</c> of api/types.</summary>
internal sealed record SessionView(
    string Account, string Name, CenterRole Role, IReadOnlyList<string> Acts, ScopeView Scope, string? Person, string Csrf, DateTimeOffset ExpiresAt,
    bool MustChangePassword)
{
    public static async Task<SessionView> OfAsync(CenterDb db, RunningSession running, CenterOptions options, CancellationToken cancellation)
    {
        var user = running.User;
        var person = user.Person is { } id ? await db.Set<Person>().SingleOrDefaultAsync(known => known.Id == id, cancellation) : null;
        var acts = RoleRights.Of(user.Role).Order().Select(act => JsonNamingPolicy.CamelCase.ConvertName(act.ToString())).ToList();
        return new SessionView(
            user.Account, person?.Name ?? user.Account, user.Role, acts, await ScopeAsync(db, user.ScopePath, options, cancellation), user.Person,
            running.Session.Csrf, running.Session.ExpiresAt(options.Access), running.Account.MustChangePassword);
    }

    private static async Task<ScopeView> ScopeAsync(CenterDb db, string path, CenterOptions options, CancellationToken cancellation)
    {
        var unit = await db.Set<OrgUnit>().FirstOrDefaultAsync(known => known.Path == path, cancellation);
        return unit is null
            ? new ScopeView(path, options.County.Id, options.County.Name)
            : new ScopeView(path, unit.Id, new LocalizedText(unit.NameZh, unit.NameEn));
    }
}

internal sealed record ScopeView(string Path, string UnitId, LocalizedText Name);
