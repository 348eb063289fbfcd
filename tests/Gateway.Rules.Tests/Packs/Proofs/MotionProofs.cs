using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using static Gateway.Rules.Tests.Packs.Proofs.PackRig;

namespace Gateway.Rules.Tests.Packs.Proofs;

/// <summary>Proofs of slopes, rain and promotion.</summary>
internal static class MotionProofs
{
    // V0 of the made-up site is 1 mm/d, so the angle is that of the velocity itself.
    private const double FailureDay = 30;

    public static Proof? Find(Point point, Condition condition) => condition switch
    {
        SlopeMotion motion => Moving([point.Id], motion.Motion, motion.Criteria),
        SlopeConfirmed motion => Moving([.. motion.Inputs], motion.Motion, motion.Criteria),
        SlopeStep step => Proof.Of((rig, full) => Jump(rig, point.Id, step, full ? 1.1 : 0.9)),
        SlopeNeighbours wall => Proof.Of((rig, full) => Wall(rig, wall, full ? wall.Count : wall.Count - 1)),
        RainLimit rain => Proof.Of((rig, full) => Rain(rig, point.Id, rain.Limit * (full ? 1 : 0.99))),
        TierPromotion promotion => Proof.Of((rig, full) => Promote(rig, promotion, full)),
        _ => null,
    };

    private static Proof Moving(string[] points, SlopeSettings settings, SlopeCriteria criteria)
    {
        var window = settings.Window.TotalDays;
        Func<double, bool, double> course = criteria switch
        {
            { VelocityAbove: { } velocity } => (t, full) => velocity * (full ? 1.3 : 0.7) * t,
            { AngleAbove: { } angle, AngleNeedsAcceleration: false } => (t, full) =>
                Math.Max(TangentAngle.RatioAt(angle), criteria.AngleVelocityFloor) * (full ? 1.3 : 0.7) * t,
            { AngleAbove: not null } => (t, full) => full ? 20 / window * t * t : 10 * t,
            { AccelerationAbove: { } acceleration } => (t, full) => full ? Math.Max(acceleration, 10 / window) * t * t : 10 * t,
            _ => (t, full) => full ? 100 * Math.Log(FailureDay / (FailureDay - t)) : 8 * t,
        };
        var days = criteria.ForecastWithin is null ? 5 * window : FailureDay - 0.2;
        return Proof.Of((rig, full) =>
        {
            foreach (var point in points)
            {
                rig.Signal(point, t => course(t / Day, full));
            }

            rig.Run(days * Day, Math.Min(window, settings.ShortWindows.Count > 0 ? 0.04 : window) * Day / 40);
        });
    }

    private static void Jump(PackRig rig, string point, SlopeStep step, double share)
    {
        var window = step.Motion.Window.TotalDays;
        rig.Signal(point, t => t < 3 * window * Day ? 0 : step.Limit * share);
        rig.Run(3.3 * window * Day, window * Day / 40);
    }

    /// <summary>Orange by the limit of <see cref="Helper"/>, and moving ever faster.</summary>
    private static void Wall(PackRig rig, SlopeNeighbours wall, int moving)
    {
        foreach (var point in wall.Inputs.Take(moving))
        {
            rig.Signal(point, t => Helper + (10 * t / Day * t / Day));
        }

        rig.Run(12 * Day, Hour);
    }

    /// <summary>What makes a point have the tier that is counted.</summary>
    public const double Helper = 50_000;

    private static void Promote(PackRig rig, TierPromotion promotion, bool full)
    {
        rig.Run(60, 10);
        var needed = new[] { promotion.Counts.BlueToYellow, promotion.Counts.YellowToOrange, promotion.Counts.OrangeToRed }.First(count => count > 0);
        foreach (var point in promotion.Inputs.Take(full ? needed : needed - 1))
        {
            rig.Set(point, Helper);
        }

        rig.Run(60, 10);
    }

    private static void Rain(PackRig rig, string point, double millimetres)
    {
        rig.Run(Hour, 300);
        rig.Set(point, millimetres / 2);
        rig.Run(600, 300);
        rig.Set(point, 0);
        rig.Run(Hour, 300);
    }
}
