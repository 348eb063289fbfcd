namespace Gateway.Core.Measurements;

/// <summary>A measured quantity (测点): what it is, not what it reads. Immutable; replaced whole on reconfiguration.</summary>
public sealed record Point
{
    /// <summary>Index in the running point table, 0-based, dense. Stable while the process runs, also across reloads.</summary>
    public required int Index { get; init; }

    /// <summary>Unique id at the site, for example <c>gas-01.lel</c>. Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Unit shown to people (<c>%LEL</c>, <c>mm</c>, <c>kW</c>, <c>Pa</c>); empty for states.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Sensor family: <c>gas</c>, <c>slope</c>, <c>power</c>, <c>dust</c>, <c>tank</c>, <c>fire</c> or <c>other</c>.</summary>
    public string Family { get; init; } = "other";

    /// <summary>Quantity kind (<c>lel</c>, <c>displacement</c>, <c>active-power</c> ...).</summary>
    public string Quantity { get; init; } = "";

    /// <summary>Device or connection the point belongs to.</summary>
    public string Device { get; init; } = "";

    /// <summary>Where it is, free text; empty when not told.</summary>
    public string Area { get; init; } = "";

    /// <summary>
    /// What the point is to the rules of its device or zone (<c>fan-run</c>, <c>production-on</c>, <c>inflow</c> ...); empty = its
    /// <see cref="Quantity"/>.
    /// </summary>
    public string Role { get; init; } = "";

    /// <summary>Zone of the site it belongs to; empty when none.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Substance measured (<c>CO</c>, <c>H2S</c>, <c>CH4</c> ...); empty when it does not matter.</summary>
    public string Substance { get; init; } = "";

    /// <summary>True for a subject of rules that no sensor measures: a machine, a zone, the site.</summary>
    public bool IsDerived { get; init; }

    /// <summary>Engineering range; null when none is known, then out-of-range cannot be judged.</summary>
    public EngineeringRange? Range { get; init; }
}
