using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Roster;

/// <summary>Enters and changes shifts. All errors of all shifts at once, or all of them are taken.</summary>
public static class RosterBook
{
    /// <summary>Longest shift, hours.</summary>
    public const int MaxHours = 72;

    /// <param name="path">Where each shift stands in what was entered, for the errors.</param>
    /// <returns>Empty when there are errors.</returns>
    public static async Task<IReadOnlyList<Shift>> AddAsync(
        CenterWork work, CurrentUser user, IReadOnlyList<ShiftRequest> requests, Func<int, string> path, ConfigurationErrors errors, bool apply)
    {
        var shifts = new List<Shift>();
        for (var index = 0; index < requests.Count; index++)
        {
            var shift = new Shift { Id = Guid.NewGuid().ToString("N"), UnitId = "", UnitPath = "", From = default, To = default };
            await SetAsync(work.Db, user, shift, requests[index], path(index), errors);
            shifts.Add(shift);
        }

        if (errors.Any || !apply)
        {
            return [];
        }

        work.Db.AddRange(shifts);
        shifts.ForEach(shift => Record(work, user, shift, "roster.added"));
        return shifts;
    }

    /// <summary>Sets what was entered, where it can be.</summary>
    public static async Task SetAsync(CenterDb db, CurrentUser user, Shift shift, ShiftRequest request, string path, ConfigurationErrors errors)
    {
        var unit = request.UnitId is { } id ? await db.FindAsync<OrgUnit>(id) : null;
        errors.Require(unit is not null && user.Sees(unit.Path), $"{path}.unitId", request.UnitId, "您可见的一个单位", "a unit you see");
        errors.Require(
            request.To > request.From && request.To - request.From <= TimeSpan.FromHours(MaxHours), $"{path}.to", request.To,
            $"晚于 from，最长 {MaxHours} 小时", $"after from, at most {MaxHours} hours");
        var officers = request.Officers ?? [];
        errors.Require(officers.Count is > 0 and <= 10, $"{path}.officers", officers.Count, "1 到 10 名值班员", "1 to 10 officers");
        foreach (var person in officers.Concat(request.Leader is { } leader ? [leader] : []).Distinct(StringComparer.Ordinal))
        {
            var found = await db.FindAsync<Person>(person);
            errors.Require(found is { IsActive: true }, $"{path}.officers", person, "在册人员的 id", "id of an active person");
        }

        (shift.UnitId, shift.UnitPath) = (unit?.Id ?? "", unit?.Path ?? "");
        (shift.From, shift.To) = (request.From.ToUniversalTime(), request.To.ToUniversalTime());
        (shift.Officers, shift.LeaderId) = (JsonSerializer.Serialize(officers, CenterJson.Options), request.Leader);
    }

    public static void Record(CenterWork work, CurrentUser user, Shift shift, string kind) => work.Record(
        new LedgerFact(kind, shift.Id) { UnitPath = shift.UnitPath, Actor = user.Account },
        new { shift.UnitId, shift.From, shift.To, officers = shift.OfficerIds(), leader = shift.LeaderId, shift.HandedOverTo, shift.HandoverNotes });

    /// <summary>Notes who took over, what was said, and which incidents were open.</summary>
    public static async Task HandOverAsync(CenterWork work, CurrentUser user, Shift shift, string to, string notes)
    {
        var open = await work.Db.Set<Warnings.Incident>()
            .Where(incident => incident.State != Warnings.IncidentState.Released && incident.UnitPath.StartsWith(shift.UnitPath) && !incident.IsDrill)
            .OrderBy(incident => incident.Id).Select(incident => incident.Id).Take(1000).ToListAsync();
        (shift.HandedOverAt, shift.HandedOverBy, shift.HandedOverTo, shift.HandoverNotes) = (work.Now, user.Account, to, notes);
        shift.HandoverIncidents = JsonSerializer.Serialize(open, CenterJson.Options);
        work.Record(
            new LedgerFact("roster.handed-over", shift.Id) { UnitPath = shift.UnitPath, Actor = user.Account }, new { shift.UnitId, to, notes, openIncidents = open });
    }
}
