namespace Gateway.Hosting.Telemetry;

/// <summary>Who sends, as attributes of the OpenTelemetry resource.</summary>
/// <param name="Program"><c>service.name</c>: <c>gateway</c> or <c>warning-center</c>.</param>
/// <param name="Version"><c>service.version</c>.</param>
/// <param name="Instance"><c>service.instance.id</c>: which one of several, for example <c>site/edge</c>.</param>
public sealed record TelemetryIdentity(string Program, string Version, string Instance)
{
    /// <summary>More, for example <c>gateway.site</c>.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; init; } = new Dictionary<string, object>(StringComparer.Ordinal);
}
