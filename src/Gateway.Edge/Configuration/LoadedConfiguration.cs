using System.Text.Json.Nodes;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Configuration;

/// <summary>What loading gave.</summary>
/// <param name="Options">Null when there are errors.</param>
/// <param name="Files">Every file that was read, for the watcher.</param>
/// <param name="Points">All point records as written, after templates and CSV, before substitution of variables.</param>
public sealed record LoadedConfiguration(
    EdgeOptions? Options, ConfigurationErrors Errors, IReadOnlyList<string> Files, IReadOnlyList<JsonObject> Points);
