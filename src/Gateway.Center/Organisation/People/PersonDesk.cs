using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Organisation.People;

/// <summary>Keeps people, their roles and the yearly look at their contacts. The ledger says which fields changed, never a number or address: it is kept for ever.</summary>
internal sealed class PersonDesk(CenterStore store, OrganisationSeeds seeds)
{
    public Task<OrganisationResult> CreateAsync(PersonRequest request, CurrentUser by, CancellationToken cancellation) => store.WriteAsync(
        async work =>
        {
            var errors = new ConfigurationErrors();
            var unit = await request.CheckAsync(work.Db, by, seeds, errors);
            return errors.Any ? new OrganisationResult(Errors: errors) : new OrganisationResult(new { Add(work, request, unit!, by).Id });
        },
        cancellation);

    public Task<OrganisationResult> ChangeAsync(string id, PersonRequest request, CurrentUser by, CancellationToken cancellation) => store.WriteAsync(
        async work =>
        {
            if (await FindAsync(work.Db, id, by) is not { } person)
            {
                return OrganisationResult.NotThere;
            }

            var errors = new ConfigurationErrors();
            var unit = await request.CheckAsync(work.Db, by, seeds, errors);
            if (errors.Any)
            {
                return new OrganisationResult(Errors: errors);
            }

            await ChangeAsync(work, person, request, unit!, by);
            return new OrganisationResult(new { person.Id });
        },
        cancellation);

    public Task<OrganisationResult> ReviewAsync(string id, CurrentUser by, CancellationToken cancellation) => store.WriteAsync(
        async work =>
        {
            if (await FindAsync(work.Db, id, by) is not { } person)
            {
                return OrganisationResult.NotThere;
            }

            person.ReviewedAt = work.Now;
            work.Record(Fact("person.reviewed", person, by), new { });
            return new OrganisationResult(new { person.Id, person.ReviewedAt });
        },
        cancellation);

    /// <summary>Adds a checked person in the caller's change. Entering the contact is looking at it.</summary>
    public static Person Add(CenterWork work, PersonRequest request, OrgUnit unit, CurrentUser by)
    {
        var person = new Person
        {
            Id = Guid.CreateVersion7(work.Now).ToString("n"), Name = request.Name!.Trim(), UnitId = unit.Id, UnitPath = unit.Path, Phone = request.Phone,
            Email = request.Email, Chat = request.Chat, IsActive = request.Active ?? true, ReviewedAt = work.Now,
        };
        work.Db.Add(person);
        work.Db.AddRange(Holders(request, person.Id));
        work.Record(Fact("person.created", person, by), new { person.UnitId, Roles = RolesOf(Holders(request, person.Id)) });
        return person;
    }

    public static async Task ChangeAsync(CenterWork work, Person person, PersonRequest request, OrgUnit unit, CurrentUser by)
    {
        var fields = Changed(person, request, unit);
        (person.Name, person.UnitId, person.UnitPath) = (request.Name!.Trim(), unit.Id, unit.Path);
        (person.Phone, person.Email, person.Chat, person.IsActive) = (request.Phone, request.Email, request.Chat, request.Active ?? person.IsActive);
        var held = await work.Db.Set<RoleHolder>().Where(holder => holder.PersonId == person.Id).ToListAsync();

        // Roles outside the caller's sight are not his to take away.
        var reach = await work.Db.Set<OrgUnit>().Where(other => other.Path.StartsWith(by.ScopePath)).Select(other => other.Id).ToListAsync();
        var wanted = Holders(request, person.Id);
        var before = held.Where(holder => reach.Contains(holder.UnitId)).ToList();
        work.Db.RemoveRange(before);
        await work.Db.SaveChangesAsync();
        work.Db.AddRange(wanted);
        var (old, now) = (RolesOf(before), RolesOf(wanted));
        work.Record(Fact("person.changed", person, by), new { Fields = fields, Roles = old.SequenceEqual(now) ? null : new { Before = old, After = now } });
    }

    private static async Task<Person?> FindAsync(CenterDb db, string id, CurrentUser by) =>
        await db.Set<Person>().SingleOrDefaultAsync(person => person.Id == id) is { } person && by.Sees(person.UnitPath) ? person : null;

    private static List<RoleHolder> Holders(PersonRequest request, string person) =>
        [.. (request.Roles ?? []).Select(role => new RoleHolder { PersonId = person, UnitId = role.UnitId!, Role = role.Role!, Order = role.Order ?? 1 })];

    private static List<string> RolesOf(IEnumerable<RoleHolder> holders) =>
        [.. holders.Select(holder => $"{holder.Role}@{holder.UnitId}:{holder.Order}").Order(StringComparer.Ordinal)];

    private static List<string> Changed(Person person, PersonRequest request, OrgUnit unit)
    {
        var fields = new List<string>();
        void Note(bool changed, string name)
        {
            if (changed)
            {
                fields.Add(name);
            }
        }

        Note(person.Name != request.Name!.Trim(), "name");
        Note(person.UnitId != unit.Id, "unit");
        Note(person.Phone != request.Phone, "phone");
        Note(person.Email != request.Email, "email");
        Note(person.Chat != request.Chat, "chat");
        Note(person.IsActive != (request.Active ?? person.IsActive), "active");
        return fields;
    }

    private static LedgerFact Fact(string kind, Person person, CurrentUser by) => new(kind, person.Id) { Actor = by.Account, UnitPath = person.UnitPath };
}
