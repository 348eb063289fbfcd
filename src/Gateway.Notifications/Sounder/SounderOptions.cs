namespace Gateway.Notifications.Sounder;

public sealed record SounderOptions
{
    public string Name { get; init; } = "sounder";

    /// <summary>Id of an output that the configuration names as sounder or beacon.</summary>
    public string Output { get; init; } = "";

    /// <summary>Least tier that switches it on. Default <c>orange</c>.</summary>
    public string Tier { get; init; } = "orange";
}
