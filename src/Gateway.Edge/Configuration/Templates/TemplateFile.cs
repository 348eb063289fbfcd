using System.Text.Json.Nodes;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Configuration.Templates;

/// <summary>What a file in <c>config/templates</c> holds.</summary>
public sealed record TemplateFile
{
    public required LocalizedText Name { get; init; }

    /// <summary>Where the numbers come from and who approved them. Unreviewed defaults say so.</summary>
    public required string Basis { get; init; }

    /// <summary>Defaults of the <c>{names}</c> used in the points; null = the device must give it.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Values { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Point records with relative ids and optionally <c>repeat</c>; checked as points after expansion.</summary>
    public required IReadOnlyList<JsonObject> Points { get; init; }
}

/// <summary>One point record standing for several channels.</summary>
public sealed record TemplateRepeat
{
    /// <summary>How many, 1..1000; <c>{n}</c> counts from <see cref="From"/>.</summary>
    public required int Count { get; init; }

    /// <summary>Registers (or bits) from one channel to the next.</summary>
    public int Stride { get; init; }

    public int From { get; init; } = 1;
}
