using Gateway.Core.Measurements;

namespace Gateway.Rules.Quantities;

/// <summary>A kind of measured quantity: what a point's <c>quantity</c> may name.</summary>
public sealed record QuantityKind
{
    /// <summary>For example <c>lel</c>, <c>velocity</c>.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>The unit rules of the kind are written in; empty for states.</summary>
    public required string Unit { get; init; }

    /// <summary>Sensor families it occurs in.</summary>
    public IReadOnlyList<string> Families { get; init; } = [];
}

/// <summary>A unit and how it becomes the base unit of its dimension: base = value * factor + shift.</summary>
/// <param name="Id">As points write it.</param>
/// <param name="Dimension">Units of one dimension can be converted into each other.</param>
public sealed record UnitDefinition(string Id, string Dimension, double Factor, double Shift = 0);
