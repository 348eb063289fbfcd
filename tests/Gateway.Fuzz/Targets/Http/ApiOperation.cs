using System.Text.Json;

namespace Gateway.Fuzz.Targets.Http;

/// <summary>One operation of an OpenAPI document.</summary>
/// <param name="Parameters">Names of what goes into the query.</param>
/// <param name="Failures">Answers from 500 on that it documents.</param>
internal sealed record ApiOperation(HttpMethod Method, string Path, IReadOnlyList<string> Parameters, string ContentType, IReadOnlySet<int> Failures)
{
    /// <summary>Every operation of the document.</summary>
    public static IReadOnlyList<ApiOperation> Of(JsonElement document) =>
    [
        .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(operation => operation.Name is "get" or "post" or "put" or "delete" or "patch").Select(operation => Of(path.Name, operation))),
    ];

    /// <summary>Names of the fields of all schemas: words for bodies.</summary>
    public static IReadOnlyList<string> Fields(JsonElement document) =>
        !document.TryGetProperty("components", out var components) || !components.TryGetProperty("schemas", out var schemas) ? []
        : [.. schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("properties", out _))
            .SelectMany(schema => schema.Value.GetProperty("properties").EnumerateObject().Select(property => $"\"{property.Name}\":")).Distinct()];

    private static ApiOperation Of(string path, JsonProperty operation)
    {
        IReadOnlyList<string> query = operation.Value.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query").Select(one => one.GetProperty("name").GetString()!)] : [];
        var type = operation.Value.TryGetProperty("requestBody", out var body) && body.TryGetProperty("content", out var content)
            ? content.EnumerateObject().Select(one => one.Name).FirstOrDefault() ?? "application/json" : "application/json";
        var failures = operation.Value.TryGetProperty("responses", out var responses)
            ? responses.EnumerateObject().Select(one => int.TryParse(one.Name, out var code) ? code : 0).Where(code => code >= 500).ToHashSet() : [];
        return new ApiOperation(new HttpMethod(operation.Name.ToUpperInvariant()), path, query, type, failures);
    }
}
