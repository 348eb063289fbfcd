using Gateway.Core.Measurements;

namespace Gateway.Rules.Quantities;

/// <summary>A substance with its occupational limits (GBZ 2.1, mg/m3 at 25 C) and explosion limit.</summary>
public sealed record Substance
{
    /// <summary>Formula or short name as points write it: <c>CO</c>, <c>H2S</c>, <c>benzene</c>. Compared without regard to case.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    public string? Formula { get; init; }

    /// <summary>g/mol.</summary>
    public double? MolarMass { get; init; }

    /// <summary>Ceiling, mg/m3.</summary>
    public double? Mac { get; init; }

    /// <summary>8 h time-weighted mean, mg/m3.</summary>
    public double? PcTwa { get; init; }

    /// <summary>15 min time-weighted mean, mg/m3.</summary>
    public double? PcStel { get; init; }

    /// <summary>Immediately dangerous to life or health, mg/m3.</summary>
    public double? Idlh { get; init; }

    /// <summary>Lower explosion limit, %vol.</summary>
    public double? Lel { get; init; }

    /// <summary>MAC where the substance has one, else PC-TWA (GB/T 50493-2019); null when it has neither.</summary>
    public double? Oel() => Mac ?? PcTwa;

    /// <summary>A figure by the name rules use; null when the substance has none.</summary>
    /// <param name="name">One of <see cref="FigureNames"/>.</param>
    public double? Figure(string name) => name switch
    {
        "OEL" => Oel(),
        "MAC" => Mac,
        "PC-TWA" => PcTwa,
        "PC-STEL" => PcStel,
        "IDLH" => Idlh,
        _ => null,
    };

    public static IReadOnlyList<string> FigureNames { get; } = ["OEL", "IDLH", "MAC", "PC-TWA", "PC-STEL"];
}
