using System.Text.Json;
using Gateway.Center.Organisation;
using Gateway.Core.Measurements;

namespace Gateway.Center.Sites.Api;

/// <summary>Body of <c>PUT /sites/{id}</c>: where a site belongs and what it is.</summary>
public sealed record SitePlacement
{
    /// <summary>Enterprise, workshop or other unit of the organisation.</summary>
    public string? UnitId { get; init; }

    public LocalizedText? Name { get; init; }

    public string? Industry { get; init; }

    /// <summary>Degrees, WGS 84; both or none.</summary>
    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    /// <summary>JSON object with the fields the inclusion rules ask for; null leaves them as they are.</summary>
    public JsonElement? Attributes { get; init; }

    public IReadOnlyList<string>? Scenarios { get; init; }

    public bool Watched { get; init; }
}

/// <summary>One wrong field of a form.</summary>
public sealed record FieldError(string Path, string Found, LocalizedText Allowed);

internal static class SitePlacementCheck
{
    private const int MostName = 200;
    private const int MostAttributes = 32 * 1024;

    /// <summary>All that is wrong, at once.</summary>
    /// <param name="unit">The unit it names; null when there is none in sight.</param>
    public static List<FieldError> Of(SitePlacement placement, OrgUnit? unit)
    {
        var errors = new List<FieldError>();
        void Demand(bool holds, string path, object? found, string zh, string en)
        {
            if (!holds)
            {
                errors.Add(new FieldError(path, found?.ToString() ?? "", new LocalizedText(zh, en)));
            }
        }

        Demand(unit is not null, "unitId", placement.UnitId, "组织中的一个单位", "a unit of the organisation");
        Demand(placement.Name is { Zh.Length: > 0 and <= MostName, En.Length: > 0 and <= MostName }, "name", placement.Name, "中英文名称，各 1 至 200 字", "a name in both languages, 1 to 200 characters each");
        Demand(placement.Longitude is null == placement.Latitude is null, "longitude", placement.Longitude, "经纬度须同时填写", "longitude and latitude together");
        Demand(placement.Longitude is null or (>= -180 and <= 180), "longitude", placement.Longitude, "-180 至 180", "-180 to 180");
        Demand(placement.Latitude is null or (>= -90 and <= 90), "latitude", placement.Latitude, "-90 至 90", "-90 to 90");
        Demand(placement.Industry is null or { Length: > 0 and <= 64 }, "industry", placement.Industry, "行业编号", "id of an industry");
        Demand(
            placement.Attributes is null or { ValueKind: JsonValueKind.Object } && (placement.Attributes?.GetRawText().Length ?? 0) <= MostAttributes,
            "attributes", placement.Attributes?.ValueKind, "不超过 32 KiB 的对象", "an object of at most 32 KiB");
        Demand(placement.Scenarios is null || placement.Scenarios.Count <= 50 && placement.Scenarios.All(id => id is { Length: > 0 and <= 64 }), "scenarios", placement.Scenarios?.Count, "最多 50 个场景编号", "at most 50 scenario ids");
        return errors;
    }
}
