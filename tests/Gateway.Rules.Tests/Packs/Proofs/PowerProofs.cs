using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using static Gateway.Rules.Tests.Packs.Proofs.PackRig;

namespace Gateway.Rules.Tests.Packs.Proofs;

/// <summary>Proofs of power: 100 kW on work days from 08:00 to 18:00, 10 kW else; under an order from Monday 2 February.</summary>
internal static class PowerProofs
{
    private const double Order = 32 * Day;
    private const double Step = 300;

    public static Proof? Find(Point point, Condition condition) => condition switch
    {
        SuspendedUse => Proof.Of((rig, full) => Power(rig, point.Id, 36 * Day, (t, usual) => t < Order || (full && t % Day > 8 * Hour) ? usual : 10)),
        UndeclaredUse => Proof.Of((rig, full) => Power(rig, point.Id, 3 * Day, (t, usual) => full && t > 1.9 * Day ? 60 : usual)),
        PowerBaseline => Proof.Of((rig, full) => Power(rig, point.Id, 33 * Day, (t, usual) => full && t > (32 * Day) + (10 * Hour) ? 150 : usual)),
        LoadDrop => Proof.Of((rig, full) => Power(rig, point.Id, 13 * Hour, (t, usual) => t < 11 * Hour ? usual : full ? 15 : 25)),
        PhaseLoss loss => Proof.Of((rig, full) => Feed(rig, [.. loss.Inputs], full ? [100, 100, 9.9] : [100, 100, 10.1], condition)),
        SafetyFeederLost lost => Proof.Of((rig, full) => Feed(rig, [.. lost.Inputs], full ? [4.9, 100] : [5.1, 100], condition)),
        _ => null,
    };

    private static void Power(PackRig rig, string point, double until, Func<double, double, double> course)
    {
        rig.Signal(point, t => course(t, Usual(t)));
        rig.Run(until, Step);
    }

    private static double Usual(double t)
    {
        var (day, hour) = (PackRig.Start.ToOffset(TimeSpan.FromHours(8)).AddDays((int)(t / Day)).DayOfWeek, t % Day / Hour);
        return day is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && hour is > 8 and < 18 ? 100 + (3 * SignalProofs.Noise(t)) : 10 + SignalProofs.Noise(t);
    }

    private static void Feed(PackRig rig, string[] points, double[] values, Condition condition)
    {
        rig.Run(60, 10);
        for (var i = 0; i < points.Length; i++)
        {
            rig.Set(points[i], values[i]);
        }

        rig.Run(condition.OnDelay.TotalSeconds + 5, 5);
    }
}
