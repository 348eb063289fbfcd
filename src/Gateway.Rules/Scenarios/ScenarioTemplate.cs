using Gateway.Core.Measurements;

namespace Gateway.Rules.Scenarios;

/// <summary>A kind of site: the packs it uses and the points it is expected to have. Fields of the file not named here are left to people.</summary>
public sealed record ScenarioTemplate
{
    /// <summary>For example <c>open-pit-slope</c>; the name of its file.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Ids of rule packs.</summary>
    public IReadOnlyList<string> Packs { get; init; } = [];

    public IReadOnlyList<ExpectedPoint> ExpectedPoints { get; init; } = [];
}

/// <summary>A point a site of the kind is expected to have.</summary>
public sealed record ExpectedPoint
{
    public required string Role { get; init; }

    public required string Quantity { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>What each must have it.</summary>
    public ScenarioPlace Per { get; init; }

    /// <summary>How many, 1 or more.</summary>
    public int AtLeast { get; init; } = 1;

    /// <summary>False: recommended.</summary>
    public bool Required { get; init; }

    public LocalizedText? Note { get; init; }
}

public enum ScenarioPlace
{
    Site = 0,
    Zone = 1,
    Device = 2,
}
