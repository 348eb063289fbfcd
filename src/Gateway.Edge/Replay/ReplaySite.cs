using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;

namespace Gateway.Edge.Replay;

/// <summary>The points and rules of a configuration without drivers.</summary>
internal sealed class ReplaySite
{
    public ReplaySite(EdgeOptions options)
    {
        Points.Apply(options.Points, options.Compiled.Subjects);
        Plan = SitePlan.Of(options, Points, _ => 0);
        Evaluator = SitePlan.EvaluatorOf(options);
    }

    public PointTable Points { get; } = new();

    public IReadOnlyList<PointPlan> Plan { get; }

    public EvaluatorOptions Evaluator { get; }

    /// <summary>The points that a sensor measures.</summary>
    public IReadOnlyList<Point> Measured => [.. Points.All.Where(point => !point.IsDerived)];

    /// <summary>The names a sample may have.</summary>
    public IEnumerable<KeyValuePair<string, int>> Names => Measured.Select(point => KeyValuePair.Create(point.Id, point.Index));
}
