using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;

namespace Gateway.Edge.Replay;

/// <summary>The points and rules of a configuration without drivers.</summary>
internal sealed class SitePlan
{
    public SitePlan(EdgeOptions options)
    {
        Points.Apply(options.Points, options.Compiled.Subjects);
        Plan = [.. Points.All.Select(point => new PointPlan(point, Source: 0, options.Compiled.Of(point.Id)))];
    }

    public PointTable Points { get; } = new();

    public IReadOnlyList<PointPlan> Plan { get; }

    /// <summary>The points a sample may name: those a sensor measures.</summary>
    public IEnumerable<KeyValuePair<string, int>> Names =>
        Points.All.Where(point => !point.IsDerived).Select(point => KeyValuePair.Create(point.Id, point.Index));

    public IReadOnlyList<Point> Measured => [.. Points.All.Where(point => !point.IsDerived)];
}
