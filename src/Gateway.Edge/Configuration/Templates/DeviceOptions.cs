using System.Text.Json.Nodes;

namespace Gateway.Edge.Configuration.Templates;

/// <summary>One device whose points come from a template.</summary>
public sealed record DeviceOptions
{
    /// <summary>Unique at the site; its points are called <c>{id}.{relative id}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name of a file in the template folder, without <c>.json</c>.</summary>
    public required string Template { get; init; }

    /// <summary>Stands for <c>{nameZh}</c> in the template; default the id.</summary>
    public string? NameZh { get; init; }

    /// <summary>Stands for <c>{nameEn}</c> in the template; default the id.</summary>
    public string? NameEn { get; init; }

    public string Area { get; init; } = "";

    /// <summary>Id of the zone its points belong to; absent = none.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Values for the template's own <c>{names}</c>, for example topic, connection or OEL.</summary>
    public IReadOnlyDictionary<string, JsonNode> Values { get; init; } = new Dictionary<string, JsonNode>();

    /// <summary>Added to every Modbus address of the template. Default 0.</summary>
    public int AddressOffset { get; init; }

    /// <summary>Changes to single points, by relative id; merged over the template's.</summary>
    public IReadOnlyDictionary<string, JsonObject> Points { get; init; } = new Dictionary<string, JsonObject>();

    /// <summary>Relative ids of points this device does not have.</summary>
    public IReadOnlyList<string> Omit { get; init; } = [];
}
