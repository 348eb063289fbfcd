using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
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
    /// <param name="over">Changes the rules of a point by its id; null = as compiled.</param>
    public static IReadOnlyList<PointPlan> Of(
        EdgeOptions options, PointTable points, Func<string, int> sourceOf, Func<string, IReadOnlyList<Condition>, IReadOnlyList<Condition>>? over = null)
    {
        PointPlan Plan(string id, int source) => new(points.Find(id)!, source, over?.Invoke(id, options.Compiled.Of(id)) ?? options.Compiled.Of(id));
        return
        [
            .. options.Points.Select(config => Plan(config.Id, sourceOf(config.Id))),
            .. options.Compiled.Subjects.Select(subject => Plan(subject.Id, NoSource)),
        ];
    }

    public static EvaluatorOptions EvaluatorOf(EdgeOptions options) => new()
    {
        Shelving = new ShelvePolicy
        {
            MaxShelve = options.Shelving.MaxShelve, MaxMaintenance = options.Shelving.MaxMaintenance, MaxOutOfService = options.Shelving.MaxOutOfService,
            SecondPersonAbove = options.Shelving.SecondPersonAbove,
        },
    };
}
