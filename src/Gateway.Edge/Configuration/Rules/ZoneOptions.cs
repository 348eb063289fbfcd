using Gateway.Core.Measurements;

namespace Gateway.Edge.Configuration.Rules;

/// <summary>A part of the site whose points belong together: a tank farm, a workshop, a slope section.</summary>
public sealed record ZoneOptions
{
    /// <summary>Unique at the site. Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Ids of zones beside it.</summary>
    public IReadOnlyList<string> Neighbours { get; init; } = [];
}
