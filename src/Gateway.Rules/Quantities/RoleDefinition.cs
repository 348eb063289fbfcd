using Gateway.Core.Measurements;

namespace Gateway.Rules.Quantities;

/// <summary>A role a point can have: a name that stands in square brackets in rules.</summary>
public sealed record RoleDefinition
{
    /// <summary>For example <c>fan-run</c>.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Kind of the quantity a point of the role measures.</summary>
    public required string Quantity { get; init; }

    /// <summary>Where it differs from the unit of the quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>How far one point serves others: device (default) means that of another machine is never meant.</summary>
    public RoleReach SharedBy { get; init; }
}

/// <summary>What a point speaks for.</summary>
public enum RoleReach
{
    /// <summary>Its own machine: set points, valves, temperatures.</summary>
    Device = 0,

    /// <summary>All of its zone where it is the only one there: production on, unloading, people inside.</summary>
    Zone = 1,

    /// <summary>The whole site where it is the only one: a suspension order, a weather warning.</summary>
    Site = 2,
}
