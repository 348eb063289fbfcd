using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using static Gateway.Rules.Tests.Packs.Proofs.PackRig;

namespace Gateway.Rules.Tests.Packs.Proofs;

/// <summary>Proofs of what can be wrong with a signal.</summary>
internal static class SignalProofs
{
    public static Proof? Find(Point point, Condition condition)
    {
        var (id, scale) = (point.Id, point.Range?.Span ?? 0);
        return condition switch
        {
            FlatLine flat => Proof.Of((rig, full) => Freeze(rig, [id], full ? id : null, flat.ZeroFor is null ? 50 : 0)),
            SiblingFlatLine flat => Proof.Of((rig, full) => Freeze(rig, [.. flat.Inputs], full ? id : null, 50)),
            Drift drift => Proof.Of((rig, full) => Shift(rig, [id], drift.Share * scale * (full ? 1.3 : 0.5))),
            SiblingDrift drift => Proof.Of((rig, full) => Shift(rig, [.. drift.Inputs], drift.Share * scale * (full ? 1.3 : 0.5))),
            Spike spike => Proof.Of((rig, full) => Spikes(rig, id, full, Math.Max(50, 1.5 * spike.LeastSize))),
            RepeatedPattern => Proof.Of((rig, full) => Replay(rig, id, full)),
            SwappedChannel swapped => Proof.Of((rig, full) => Swap(rig, swapped.Inputs[0], swapped.Inputs[1], full)),
            LostDuringRise lost => Proof.Of((rig, full) => LoseRising(rig, id, lost, full)),
            Overdue overdue => Proof.Of((rig, _) => rig.Run(100, 10)) with { ShortCondition = overdue with { LastDone = Start } },
            WarmUp => Proof.Of((rig, full) => WarmingUp(rig, id, full)),
            MassOffline offline => Proof.Of((rig, full) => Lose(rig, [.. offline.Inputs], full ? 0.75 : 0.25, offline.Within.TotalSeconds)),
            VerticalOnly vertical => Proof.Of((rig, full) => Lift(rig, vertical, full)),
            _ => null,
        };
    }

    /// <summary>The same at every call; between -1 and 1.</summary>
    public static double Noise(double seconds, int of = 0) => (new Random(((int)(seconds * 4) * 397) ^ of).NextDouble() * 2) - 1;

    private static void Freeze(PackRig rig, string[] points, string? frozen, double at)
    {
        for (var i = 0; i < points.Length; i++)
        {
            var of = i;
            rig.Signal(points[i], t => Math.Round(50 + (20 * Math.Sin(t / 4000)) + (3 * Noise(t, of)), 2));
        }

        rig.Run(3 * Day, 120);
        if (frozen is not null)
        {
            rig.Signal(frozen, _ => at);
        }

        rig.Run(1.2 * Day, 120);
    }

    private static void Shift(PackRig rig, string[] points, double by)
    {
        for (var i = 0; i < points.Length; i++)
        {
            var of = i;
            rig.Signal(points[i], t => 1000 + (10 * Noise(t, of)));
        }

        rig.Run(16 * Day, 1200);
        rig.Signal(points[0], t => 1000 + by + (10 * Noise(t)));
        rig.Run(16 * Day, 1200);
    }

    private static void Spikes(PackRig rig, string id, bool full, double size)
    {
        rig.Signal(id, t => 100 + Noise(t) + (full && t > Hour && (int)(t / 60) % 6 == 0 ? size : 0));
        rig.Run(4 * Hour, 60);
    }

    private static void Replay(PackRig rig, string id, bool full)
    {
        rig.Signal(id, t => Math.Round(1000 * Noise(!full || t < 500 * 60 ? t : t - (300 * 60))));
        rig.Run(700 * 60, 60);
    }

    private static void Swap(PackRig rig, string first, string second, bool full)
    {
        bool IsSwapped(double t) => full && t >= Hour;
        rig.Signal(first, t => (IsSwapped(t) ? 60 : 20) + (0.5 * Noise(t, 1)));
        rig.Signal(second, t => (IsSwapped(t) ? 20 : 60) + (0.5 * Noise(t, 2)));
        rig.Run(Hour + 300, 2);
    }

    private static void LoseRising(PackRig rig, string id, LostDuringRise lost, bool full)
    {
        rig.Signal(id, t => lost.Threshold * Math.Min(t, 300) / 300 * (full ? 1.05 : 0.95));
        rig.Run(301, 1);
        rig.Set(id, double.NaN, Quality.CommunicationFailure);
        rig.Run(lost.After.TotalSeconds + 5, 1);
    }

    private static void WarmingUp(PackRig rig, string id, bool full)
    {
        rig.Run(100, 10);
        rig.Set(id, 0, flags: full ? DetectorFlags.WarmUp : DetectorFlags.None);
        rig.Run(20, 10);
    }

    private static void Lose(PackRig rig, string[] points, double share, double within)
    {
        rig.Run(Hour, 60);
        foreach (var point in points.Take((int)Math.Round(points.Length * share)))
        {
            rig.Set(point, double.NaN, Quality.CommunicationFailure);
        }

        rig.Run(within * 0.9, within / 20);
    }

    private static void Lift(PackRig rig, VerticalOnly vertical, bool full)
    {
        for (var i = 0; i < 3; i++)
        {
            var of = i;
            rig.Signal(vertical.Inputs[i], t => 2 * Noise(t, of));
        }

        rig.Run(20 * Day, Day);
        rig.Signal(vertical.Inputs[2], _ => vertical.LeastRise * (full ? 2 : 0.5));
        rig.Run(3 * Day, Day);
    }
}
