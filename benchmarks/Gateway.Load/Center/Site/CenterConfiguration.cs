using System.Text.Json.Nodes;
using Gateway.Load.Gateways.Site;

namespace Gateway.Load.Center.Site;

/// <summary>The configuration of the measured center: defaults, but for what a run needs.</summary>
internal static class CenterConfiguration
{
    /// <param name="postgres">Connection string; null = SQLite.</param>
    public static string Write(string dataFolder, int webPort, int brokerPort, string? postgres) => new JsonObject
    {
        ["county"] = new JsonObject { ["id"] = Edges.SimulatedEdge.County, ["name"] = new JsonObject { ["zh"] = "负载县", ["en"] = "Load county" }, ["regionCode"] = "000000" },
        ["database"] = postgres is null ? new JsonObject { ["kind"] = "sqlite" } : new JsonObject { ["kind"] = "postgres", ["connection"] = postgres },
        ["storage"] = new JsonObject { ["folder"] = dataFolder },
        ["web"] = new JsonObject { ["address"] = "127.0.0.1", ["port"] = webPort },
        ["link"] = new JsonObject { ["broker"] = new JsonObject { ["id"] = "center", ["host"] = "127.0.0.1", ["port"] = brokerPort, ["version"] = "5" } },

        // The weekly proof would put an incident of its own into the window.
        ["drills"] = new JsonObject { ["proof"] = false },
        ["logging"] = new JsonObject { ["folder"] = Path.Combine(dataFolder, "logs") },
        ["seeds"] = BuiltProgram.File("seeds"),
    }.ToJsonString();
}
