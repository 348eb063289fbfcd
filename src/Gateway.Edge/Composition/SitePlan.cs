using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Measurements;
using Gateway.Edge.Configuration;

namespace Gateway.Edge.Composition;

/// <summary>How a configuration is judged: the same for the running gateway and for a replay.</summary>
internal static class SitePlan
{
    // Places have no driver.
    private const int NoSource = -1;

    /// <param name="points">With the configuration taken over.</param>
    /// <param name="sourceOf">Index of the driver that reads a point.</param>
    public static IReadOnlyList<PointPlan> Of(EdgeOptions options, PointTable points, Func<string, int> sourceOf) =>
    [
        .. options.Points.Select(config => Of(options, points, config.Id, sourceOf(config.Id))),
        .. options.Compiled.Subjects.Select(subject => Of(options, points, subject.Id, NoSource)),
    ];

    public static EvaluatorOptions EvaluatorOf(EdgeOptions options) => new()
    {
        Shelving = new ShelvePolicy
        {
            MaxShelve = options.Shelving.MaxShelve, MaxMaintenance = options.Shelving.MaxMaintenance, MaxOutOfService = options.Shelving.MaxOutOfService,
            SecondPersonAbove = options.Shelving.SecondPersonAbove,
        },
    };

    private static PointPlan Of(EdgeOptions options, PointTable points, string id, int source) =>
        new(points.Find(id)!, source, options.Compiled.Of(id));
}
