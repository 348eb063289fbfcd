using System.Text.Json;
using Gateway.Core.Measurements;

namespace Gateway.Center.Coverage.Inclusion;

/// <summary>Whether a site must be connected by a rule.</summary>
internal enum Demand
{
    NeedNot = 0,
    Must = 1,

    /// <summary>Nobody has entered what the rule asks for. Never taken for "need not".</summary>
    Unknown = 2,
}

/// <summary>A rule of <c>seeds/inclusion.json</c>: all conditions together make a site one that must be connected.</summary>
internal sealed record InclusionRule
{
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    public bool Enabled { get; init; } = true;

    public IReadOnlyList<InclusionTest> When { get; init; } = [];

    /// <summary>Document and clause.</summary>
    public string Document { get; init; } = "";

    /// <summary>Day by which it is to be done; null when the document names none.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>One test that fails settles it, whatever else is unknown.</summary>
    public Demand Judge(JsonElement attributes, out IReadOnlyList<string> missing)
    {
        var results = When.Select(test => (test.Field, Holds: test.Holds(attributes))).ToList();
        missing = [.. results.Where(result => result.Holds is null).Select(result => result.Field)];
        return results.Exists(result => result.Holds == false) ? Demand.NeedNot : missing.Count > 0 ? Demand.Unknown : Demand.Must;
    }
}

/// <param name="Is"><c>=</c>, <c>in</c>, <c>&gt;=</c>, <c>&gt;</c>, <c>&lt;=</c> or <c>&lt;</c>.</param>
/// <param name="Unit">Of the value; the attribute is entered in the same.</param>
internal sealed record InclusionTest(string Field, string Is, JsonElement Value, string? Unit = null)
{
    /// <summary>Null when the attribute is not there or is not of the kind compared with.</summary>
    public bool? Holds(JsonElement attributes) =>
        attributes.ValueKind != JsonValueKind.Object || !attributes.TryGetProperty(Field, out var found) ? null
        : Is == "in" ? AnyOf(found)
        : Is == "=" ? Equal(found, Value)
        : Number(found) is { } value && Number(Value) is { } limit ? Compare(value, limit) : null;

    private bool? AnyOf(JsonElement found)
    {
        var results = Value.EnumerateArray().Select(value => Equal(found, value)).ToList();
        return results.Contains(true) ? true : results.Contains(null) ? null : false;
    }

    private static bool? Equal(JsonElement found, JsonElement wanted) =>
        wanted.ValueKind == JsonValueKind.Number
            ? Number(found) is { } value ? value == wanted.GetDouble() : null
            : found.ValueKind == JsonValueKind.String && found.GetString() is { Length: > 0 } text ? text == wanted.GetString() : null;

    private bool? Compare(double value, double limit) => Is switch
    {
        ">=" => value >= limit,
        ">" => value > limit,
        "<=" => value <= limit,
        "<" => value < limit,
        _ => null,
    };

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
