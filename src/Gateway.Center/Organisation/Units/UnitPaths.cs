using Gateway.Center.Access.Accounts;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gateway.Center.Organisation.Units;

/// <summary>
/// Everything that belongs to a unit keeps the unit's path with it, in a property <c>UnitPath</c>; when the unit moves, all of them follow in the same
/// change, whichever module they are of. The ledger stays: it tells what was so then.
/// </summary>
internal static class UnitPaths
{
    public const string Property = "UnitPath";

    public static async Task MoveAsync(CenterDb db, string from, string to)
    {
        foreach (var (entity, property) in Carriers(db.Model))
        {
            await ReplaceAsync(db, entity, property, from, to);
        }
    }

    /// <summary>Whether anything but the unit itself lies at or below a path.</summary>
    /// <returns>Name of the first kind of thing that does; null when it is empty.</returns>
    public static async Task<string?> FirstInsideAsync(CenterDb db, string path)
    {
        foreach (var (entity, property) in Carriers(db.Model))
        {
            if (await CountAsync(db, entity, property, path) > (entity.ClrType == typeof(OrgUnit) ? 1 : 0))
            {
                return entity.GetTableName();
            }
        }

        return null;
    }

    private static IEnumerable<(IEntityType Entity, IProperty Property)> Carriers(IModel model)
    {
        foreach (var entity in model.GetEntityTypes().Where(entity => entity.ClrType != typeof(LedgerEntry)))
        {
            var name = entity.ClrType == typeof(OrgUnit) ? nameof(OrgUnit.Path) : entity.ClrType == typeof(Account) ? nameof(Account.ScopePath) : Property;
            if (entity.FindProperty(name) is { } property)
            {
                yield return (entity, property);
            }
        }
    }

    private static Task ReplaceAsync(CenterDb db, IEntityType entity, IProperty property, string from, string to)
    {
        var (table, column) = Names(db, entity, property);
        // Names come from the model, values are parameters. Compared from the left, so that no letter of a path acts as a pattern.
        var sql = $"UPDATE {table} SET {column} = {{0}} || substr({column}, {{1}}) WHERE substr({column}, 1, {{2}}) = {{3}}";
        return db.Database.ExecuteSqlRawAsync(sql, to, from.Length + 1, from.Length, from);
    }

    private static Task<int> CountAsync(CenterDb db, IEntityType entity, IProperty property, string path)
    {
        var (table, column) = Names(db, entity, property);
        var sql = $"SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM {table} WHERE substr({column}, 1, {{0}}) = {{1}}";
        return db.Database.SqlQueryRaw<int>(sql, path.Length, path).SingleAsync();
    }

    private static (string Table, string Column) Names(CenterDb db, IEntityType entity, IProperty property)
    {
        var quote = db.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        return (quote.DelimitIdentifier(table.Name), quote.DelimitIdentifier(property.GetColumnName(table)!));
    }
}
