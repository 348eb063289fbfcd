using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Conditions.Slope;

/// <summary>A displacement point under the motion rules of pack slope-surface (domain rules 9.2), driven through the real evaluator.</summary>
internal sealed class SlopeRig
{
    private readonly SiteEvaluator _evaluator;

    public SlopeRig(long start, params Condition[] conditions) =>
        _evaluator = new SiteEvaluator([new PointPlan(Displacement(), 0, conditions)], start);

    public List<AlarmTransition> Transitions { get; } = [];

    public List<WarningEvent> Warnings { get; } = [];

    public WarningTier Tier => _evaluator.TierOf(0);

    public static Point Displacement(int index = 0, string id = "prism") => new()
    {
        Index = index, Id = id, Name = new("边坡位移", "slope displacement"), Unit = "mm", Family = "slope", Quantity = "displacement",
    };

    public static SlopeMotion Motion(WarningTier tier, SlopeCriteria criteria, SlopeSettings? settings = null) => new()
    {
        Id = $"{tier.ToString().ToLowerInvariant()}-motion", Tier = tier, Criteria = criteria, Motion = settings ?? new SlopeSettings(),
        Basis = new RuleBasis("slope-motion", "slope-surface/1", "GB 51214-2017 12.3.3", null),
    };

    /// <summary>Rain and cracks aside, the limits of 9.2.</summary>
    public static Condition[] Pack(SlopeSettings settings) =>
    [
        Motion(WarningTier.Blue, new SlopeCriteria { VelocityAbove = 2 }, settings),
        Motion(WarningTier.Yellow, new SlopeCriteria { VelocityAbove = 5, AccelerationAbove = 0.9, AngleAbove = 45, AngleVelocityFloor = 3, AngleNeedsAcceleration = true }, settings),
        Motion(WarningTier.Orange, new SlopeCriteria { VelocityAbove = 10, AngleAbove = 80, AngleVelocityFloor = 5, ForecastWithin = TimeSpan.FromDays(7) }, settings),
        Motion(
            WarningTier.Red,
            new SlopeCriteria { VelocityAbove = 50, AngleAbove = 85, AngleVelocityFloor = 10, ForecastWithin = TimeSpan.FromHours(48), ForecastVelocityFloor = 10 },
            settings),
        Step(),
    ];

    public static SlopeStep Step(double limit = 50) => new()
    {
        Id = "orange-step", Tier = WarningTier.Orange, Limit = limit, Motion = new SlopeSettings(),
        Basis = new RuleBasis("slope-step", "slope-surface/1", "", null),
    };

    public SlopeRig Read(long time, double value, Quality quality = Quality.Good)
    {
        _evaluator.Evaluate([new Reading(0, value, time, quality)], time, time, Transitions, Warnings);
        return this;
    }

    public SlopeRig Read(IEnumerable<(long Time, double Value)> series)
    {
        foreach (var (time, value) in series)
        {
            Read(time, value);
        }

        return this;
    }
}
