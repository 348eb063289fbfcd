using System.Text.Json.Nodes;

namespace Gateway.Edge.Configuration.Templates;

/// <summary>A point record and where it was written, so that an error can say so.</summary>
/// <param name="Origin">For example <c>edge.json: points[3]</c> or <c>points.csv: row 7</c>.</param>
/// <param name="RelativeId">Id inside the template; the whole id for other points.</param>
public sealed record SourcedPoint(JsonObject Node, string Origin, string RelativeId);
