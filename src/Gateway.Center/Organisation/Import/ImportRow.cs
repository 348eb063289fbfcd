namespace Gateway.Center.Organisation.Import;

/// <summary>A row of the sheet by column name. A unit has <c>id</c>, <c>parent</c>, <c>level</c>, names; a person has <c>name</c>, <c>unit</c>, contacts and roles.</summary>
/// <param name="Number">1 = the head.</param>
internal sealed record ImportRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    public static IReadOnlyList<string> Columns { get; } =
        ["kind", "id", "parent", "level", "nameZh", "nameEn", "industry", "regionCode", "name", "unit", "phone", "email", "chat", "roles"];

    /// <summary><c>unit</c> or <c>person</c>.</summary>
    public string Kind => this["kind"];

    /// <summary>Empty when the sheet has no such column.</summary>
    public string this[string column] => Cells.GetValueOrDefault(column, "");

    public string? OrNull(string column) => this[column] is { Length: > 0 } text ? text : null;
}
