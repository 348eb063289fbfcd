using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using static Gateway.Rules.Tests.Packs.Proofs.PackRig;

namespace Gateway.Rules.Tests.Packs.Proofs;

/// <summary>Proofs of the conditions of one point but slope and power.</summary>
internal static class PointProofs
{
    private const double Minute = 60;

    public static Proof? Find(Point point, Condition condition)
    {
        var (id, delay) = (point.Id, condition.OnDelay.TotalSeconds);
        return condition switch
        {
            RateOfChange rate => Proof.Of((rig, full) => Ramp(rig, id, rate, full ? 1.1 : 0.9)),
            Excursion excursion => Proof.Of((rig, full) => Hold(rig, id, excursion.Twa * (full ? 5.01 : 2.9), delay + Minute)),
            TimeWeightedAverage or ShortTermExposure or WindowLimit => Proof.Of((rig, full) => Hold(rig, id, condition.Threshold * (full ? 1 : 0.999999), WindowOf(condition) + delay + Minute)),
            HighLimit or LowLimit or Ceiling or PercentOfReference => Limit(id, condition),
            DetectorAlarm alarm => Proof.Of((rig, full) => Flag(rig, id, alarm.Level == 1 ? DetectorFlags.AlarmLevel1 : DetectorFlags.AlarmLevel2, full ? delay + 1 : 0)),
            OutOfRange => Proof.Of((rig, full) => Hold(rig, id, full ? point.Range!.Value.High * 1.2 : point.Range!.Value.High, delay + 1)),
            SensorFault => Proof.Of((rig, full) => Bad(rig, id, Quality.SensorFailure, delay + (full ? 1 : -1))),
            OutOfService => Proof.Of((rig, full) => Bad(rig, id, Quality.OutOfService, delay + (full ? 1 : -1))),
            Stale stale => Proof.Of((rig, full) => Silent(rig, id, (stale.After + condition.OnDelay).TotalSeconds + (full ? 1 : -1))),
            Saturation saturation => Proof.Of((rig, full) => Hold(rig, id, saturation.FullScale, delay + (full ? 1 : -1))),
            NegativeDrift drift => Proof.Of((rig, full) => Hold(rig, id, drift.Share * drift.Span * (full ? -1.001 : -0.999), delay + 1)),
            _ => SignalProofs.Find(point, condition),
        };
    }

    /// <summary>Short of the limit for long, then at the limit short of the delay; or at the limit to the end of the delay.</summary>
    private static Proof Limit(string id, Condition condition)
    {
        var (delay, limit) = (condition.OnDelay.TotalSeconds, condition.Threshold);
        var beside = (condition.Kind == ConditionKind.LowLimit ? 1 : -1) * Math.Max(1e-6, Math.Abs(limit) * 1e-6);
        return Proof.Of((rig, full) =>
        {
            Hold(rig, id, limit + beside, (2 * delay) + 10);
            rig.Set(id, limit);
            rig.Run(full ? delay + 1 : Math.Max(0, delay - 0.5), Math.Max(0.25, delay / 50));
        });
    }

    private static void Hold(PackRig rig, string id, double value, double seconds)
    {
        rig.Set(id, value);
        rig.Run(seconds, Math.Max(0.25, seconds / 600));
    }

    private static void Ramp(PackRig rig, string id, RateOfChange rate, double share)
    {
        var (perSecond, window) = (rate.Limit * share / 60, rate.Window.TotalSeconds);
        rig.Signal(id, t => perSecond * t);
        rig.Run((2 * window) + rate.OnDelay.TotalSeconds, window / 30);
    }

    private static void Flag(PackRig rig, string id, DetectorFlags flag, double seconds)
    {
        rig.Run(10, 1);
        rig.Set(id, 0, flags: seconds > 0 ? flag : DetectorFlags.None);
        rig.Run(Math.Max(2, seconds), 1);
    }

    private static void Bad(PackRig rig, string id, Quality quality, double seconds)
    {
        rig.Run(10, 1);
        if (seconds > 0)
        {
            rig.Set(id, double.NaN, quality);
            rig.Run(seconds, Math.Max(0.5, seconds / 100));
        }
    }

    private static void Silent(PackRig rig, string id, double seconds)
    {
        rig.Run(0.1, 1);
        rig.Silence(id);
        rig.Run(seconds - 0.1, Math.Max(0.5, seconds / 50));
    }

    private static double WindowOf(Condition condition) => condition switch
    {
        TimeWeightedAverage twa => twa.Reference.TotalSeconds,
        ShortTermExposure stel => stel.Window.TotalSeconds,
        _ => ((WindowLimit)condition).Window.TotalSeconds,
    };
}
