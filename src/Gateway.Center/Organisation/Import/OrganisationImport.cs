using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation.People;
using Gateway.Center.Organisation.Units;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Organisation.Import;

/// <summary>Many units and people at once: all of the sheet or nothing of it. A unit that is there is renamed, never moved; a person of the same name and unit is changed.</summary>
internal sealed class OrganisationImport(CenterStore store, OrganisationSeeds seeds)
{
    /// <param name="apply">False only tells what is wrong and how many it would be.</param>
    public async Task<OrganisationResult> RunAsync(string sheet, bool apply, CurrentUser by, CancellationToken cancellation)
    {
        var errors = new ConfigurationErrors();
        var rows = ImportSheet.Read(sheet, errors);
        errors.Require(rows.Count > 0 || errors.Any, "rows", 0, "至少一行", "at least one row");
        try
        {
            var counts = await store.WriteAsync(work => TakeAsync(work, rows, apply, by, errors), cancellation);
            return new OrganisationResult(new { Applied = true, counts.Units, counts.People });
        }
        catch (NotApplied dry)
        {
            return errors.Any ? new OrganisationResult(Errors: errors) : new OrganisationResult(new { Applied = false, dry.Counts.Units, dry.Counts.People });
        }
    }

    private async Task<Counts> TakeAsync(
        CenterWork work, IReadOnlyList<ImportRow> rows, bool apply, CurrentUser by, ConfigurationErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var counts = new Counts(0, 0);
        foreach (var row in rows.Where(row => row.Kind == "unit"))
        {
            await TakeUnitAsync(work, $"row {row.Number}: ", ImportSheet.Unit(row), by, seen, errors);
            counts = counts with { Units = counts.Units + 1 };
        }

        foreach (var row in rows.Where(row => row.Kind == "person"))
        {
            await TakePersonAsync(work, $"row {row.Number}: ", ImportSheet.Person(row), by, seen, errors);
            counts = counts with { People = counts.People + 1 };
        }

        foreach (var row in rows.Where(row => row.Kind is not ("unit" or "person")))
        {
            errors.Add($"row {row.Number}: kind", row.Kind, "unit 或 person", "unit or person");
        }

        // Leaving by an exception is what undoes the change.
        if (errors.Any || !apply)
        {
            throw new NotApplied(counts);
        }

        work.Record(new LedgerFact("organisation.imported", "organisation") { Actor = by.Account, UnitPath = by.ScopePath }, counts);
        return counts;
    }

    private async Task TakeUnitAsync(CenterWork work, string path, UnitRequest request, CurrentUser by, HashSet<string> seen, ConfigurationErrors errors)
    {
        var before = errors.Items.Count;
        errors.Require(CenterOptionsValidator.UnitId().IsMatch(request.Id ?? ""), path + "id", request.Id, "1 到 64 个字母、数字、. _ -", "1 to 64 letters, digits, . _ -");
        errors.Require(seen.Add("unit " + request.Id), path + "id", request.Id, "每个编号一行", "one row an id");
        var there = await work.Db.Set<OrgUnit>().SingleOrDefaultAsync(unit => unit.Id == request.Id);
        if (there is not null && !by.Sees(there.Path))
        {
            errors.Add(path + "id", request.Id, "未被占用的编号", "an id that is not taken");
            return;
        }

        errors.Require(
            there is null || there.ParentId == request.ParentId, path + "parent", request.ParentId,
            "已有单位的上级（导入不移动单位）", "the unit above as it is: an import moves nothing");
        var parent = await request.CheckAsync(work.Db, there is null ? by : by with { ScopePath = "/" }, seeds, errors, path);
        if (errors.Items.Count > before)
        {
            return;
        }

        if (there is null)
        {
            UnitDesk.Add(work, request, parent, by);
        }
        else
        {
            UnitDesk.Say(work, there, request, by);
        }

        // What comes later in the sheet may stand below it.
        await work.Db.SaveChangesAsync();
    }

    private async Task TakePersonAsync(CenterWork work, string path, PersonRequest request, CurrentUser by, HashSet<string> seen, ConfigurationErrors errors)
    {
        var before = errors.Items.Count;
        errors.Require(seen.Add($"person {request.UnitId} {request.Name}"), path + "name", request.Name, "同一单位同名者只写一行", "one row a name and unit");
        var unit = await request.CheckAsync(work.Db, by, seeds, errors, path);
        if (errors.Items.Count > before)
        {
            return;
        }

        var there = await work.Db.Set<Person>().FirstOrDefaultAsync(person => person.UnitId == unit!.Id && person.Name == request.Name);
        if (there is null)
        {
            PersonDesk.Add(work, request, unit!, by);
        }
        else
        {
            await PersonDesk.ChangeAsync(work, there, request, unit!, by);
        }
    }

    private sealed record Counts(int Units, int People);

    private sealed class NotApplied(Counts counts) : Exception
    {
        public Counts Counts { get; } = counts;
    }
}
