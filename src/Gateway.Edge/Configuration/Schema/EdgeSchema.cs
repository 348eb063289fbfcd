using Gateway.Rules.Json;

namespace Gateway.Edge.Configuration.Schema;

/// <summary>The JSON schema of <c>edge.json</c>.</summary>
public static class EdgeSchema
{
    public static string Write() => OptionsSchema.Write(typeof(EdgeOptions), "gateway edge.json");
}
