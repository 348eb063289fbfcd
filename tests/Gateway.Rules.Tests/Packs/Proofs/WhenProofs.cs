using System.Globalization;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Rules.Tests.Packs.Proofs;

/// <summary>
/// For each rule of readable text: points that make it true, and points one step short of it. <c>lel=50</c> sets all points of the role,
/// <c>lel#1=50</c> the first only, <c>70+6</c> rises by 6 a minute, <c>lost</c> is a failed link. What is not named reads 0.
/// </summary>
internal static class WhenProofs
{
    private static readonly Dictionary<string, (string True, string Short)> s_rows = new()
    {
        ["ammonia-refrigeration/ammonia-two-detectors"] = ("toxic=41", "toxic#1=41"),
        ["ammonia-refrigeration/emergency-fan-check"] = ("toxic#1=200", "toxic#1=200 emergency-fan-run#1=1"),
        ["ammonia-refrigeration/power-cut-check"] = ("lel#1=25 machine-room-power=1", "lel#1=24.9 machine-room-power=1"),
        ["confined-space/oxygen-deadly"] = ("people-inside=1 oxygen=20.9 oxygen#1=17.9", "people-inside=1 oxygen=20.9 oxygen#1=18"),
        ["confined-space/no-data"] = ("people-inside=1 oxygen=20.9 oxygen#1=lost", "people-inside=0 oxygen=20.9 oxygen#1=lost"),
        ["confined-space/entry-forbidden"] = ("permit-open=1 oxygen=19.4 ventilation-run=1 sample-age=30", "permit-open=1 oxygen=19.5 ventilation-run=1 sample-age=30"),
        ["confined-space/record-interrupted"] = ("permit-open=1 people-inside=1 sample-age=31", "permit-open=1 people-inside=1 sample-age=30"),
        ["dust-metal/fan-off-while-production"] = ("production-on=1 fan-run=0", "production-on=1 fan-run=1"),
        ["dust-metal/fan-off-hot-hopper"] = ("production-on=1 fan-run=0 hopper-temperature=60", "production-on=1 fan-run=0 hopper-temperature=59.9"),
        ["dust-metal/duct-velocity-low"] = ("fan-run=1 duct-velocity=18.3", "fan-run=1 duct-velocity=18.5"),
        ["dust-metal/pressure-drop-low"] = ("fan-run=1 differential-pressure=199", "fan-run=1 differential-pressure=200"),
        ["dust-metal/pressure-drop-low-learned"] = ("fan-run=1 differential-pressure=299", "fan-run=1 differential-pressure=300"),
        ["dust-metal/pressure-drop-low-production"] = (
            "fan-run=1 differential-pressure=199 production-on=1", "fan-run=1 differential-pressure=199 production-on=0"),
        ["dust-metal/hopper-rising"] = ("hopper-temperature=70+5.5", "hopper-temperature=70+4.5"),
        ["dust-metal/spark-not-extinguished"] = ("spark=1 extinguish-feedback=0", "spark=1 extinguish-feedback=1"),
        ["dust-metal/airlock"] = ("fan-run=1 airlock-ok=0", "fan-run=1 airlock-ok=1"),
        ["dust-metal/wet-level-low"] = ("fan-run=1 wet-level-low=1", "fan-run=0 wet-level-low=1"),
        ["dust-metal/wet-flow-low"] = ("fan-run=1 wet-flow-low=1", "fan-run=1 wet-flow-low=0"),
        ["fire/smoke-two-detectors"] = ("smoke=1", "smoke#1=1"),
        ["fire/smoke-and-heat"] = ("smoke#1=1 room-temperature=60", "smoke#1=1 room-temperature=59.9"),
        ["fire/fire-pump-not-started"] = ("manual-call#1=1", "manual-call#1=1 fire-pump-run#1=1"),
        ["fuel-three-systems/vapour-two-detectors"] = ("lel=50", "lel#1=50"),
        ["fuel-three-systems/unloading-gas"] = ("unloading=1 lel#1=25", "unloading=1 lel#1=24.9"),
        ["fuel-three-systems/unloading-gas-high"] = ("unloading=1 lel#1=50", "unloading=0 lel#1=50"),
        ["fuel-three-systems/esd-power-lost"] = ("esd-power-ok=0", "esd-power-ok=1"),
        ["fuel-three-systems/esd-air-lost"] = ("esd-air-ok=0", "esd-air-ok=1"),
        ["fuel-three-systems/esd-not-closed"] = ("esd-command=1 esd-closed=1 esd-closed#1=0", "esd-command=1 esd-closed=1"),
        ["fuel-three-systems/esd-not-closed-gas"] = ("esd-command=1 esd-closed=0 lel#1=50", "esd-command=1 esd-closed=0 lel#1=49.9"),
        ["fuel-three-systems/video-offline"] = ("video-online=0", "video-online=1"),
        ["fuel-three-systems/video-offline-unloading"] = ("unloading=1 video-online=1 video-online#1=0", "unloading=1 video-online=1"),
        ["gas-fixed/lel-two-detectors"] = ("lel=50", "lel#1=50"),
        ["gas-fixed/toxic-two-detectors"] = ("toxic=41", "toxic#1=41"),
        ["gas-fixed/toxic-idlh-two-detectors"] = ("toxic-idlh=8.8", "toxic-idlh#1=8.8"),
        ["gas-fixed/lel-zone-blind"] = ("lel=lost", "lel#1=lost"),
        ["gas-fixed/toxic-zone-blind"] = ("toxic=lost", "toxic#1=lost"),
        ["gas-fixed/ventilation-check"] = ("lel#1=50", "lel#1=50 ventilation-run#1=1"),
        ["gas-fixed/shut-off-check"] = ("lel#1=50 esd-closed=1 esd-closed#1=0", "lel#1=50 esd-closed=1"),
        ["gas-fixed/toxic-ventilation-check"] = ("toxic#1=41", "toxic#1=41 ventilation-run#1=1"),
        ["hazchem-major/level-high"] = ("level=80 level-h=80", "level=79.9 level-h=80"),
        ["hazchem-major/level-high-high"] = ("level=90 level-hh=90", "level=89.9 level-hh=90"),
        ["hazchem-major/level-low"] = ("level=10 level-l=10", "level=10.1 level-l=10"),
        ["hazchem-major/level-low-low"] = ("level=5 level-ll=5", "level=5.1 level-ll=5"),
        ["hazchem-major/temperature-high"] = ("temperature=60 temperature-h=60", "temperature=59.9 temperature-h=60"),
        ["hazchem-major/temperature-high-high"] = ("temperature=70 temperature-hh=70", "temperature=69.9 temperature-hh=70"),
        ["hazchem-major/pressure-high"] = ("pressure=1 pressure-h=1", "pressure=0.99 pressure-h=1"),
        ["hazchem-major/pressure-high-high"] = ("pressure=1.2 pressure-hh=1.2", "pressure=1.19 pressure-hh=1.2"),
        ["hazchem-major/pressure-low"] = ("pressure=0.2 pressure-l=0.2", "pressure=0.21 pressure-l=0.2"),
        ["hazchem-major/pressure-low-low"] = ("pressure=0.1 pressure-ll=0.1", "pressure=0.11 pressure-ll=0.1"),
        ["hazchem-major/overfill"] = ("level=90 level-hh=90 inflow=1", "level=90 level-hh=90 inflow=0"),
        ["hazchem-major/overfill-valve-open"] = ("level=90 level-hh=90 inlet-valve-closed=0", "level=90 level-hh=90 inlet-valve-closed=1"),
        ["hazchem-major/pumped-dry"] = ("level=5 level-ll=5 outflow=1", "level=5 level-ll=5 outflow=0"),
        ["hazchem-major/near-relief"] = ("pressure=0.951 relief-set=1", "pressure=0.949 relief-set=1"),
        ["hazchem-major/filling-too-fast"] = ("level=5+2.5 fill-rate-max=2", "level=5+2.3 fill-rate-max=2"),
        ["hazchem-major/lost-while-filling"] = ("level=lost inflow=1", "level=lost inflow=0"),
        ["hazchem-major/major-source-unmonitored"] = ("source-level=2 level=lost", "source-level=3 level=lost"),
        ["natural-hazards/water-level-warning"] = ("water-level=5 water-level-warning=5", "water-level=4.9 water-level-warning=5"),
        ["natural-hazards/water-level-guarantee"] = ("water-level=6 water-level-guarantee=6", "water-level=5.9 water-level-guarantee=6"),
        ["natural-hazards/water-level-crest"] = ("water-level=7 crest-level=7", "water-level=6.9 crest-level=7"),
        ["power-highrisk/meter-offline-suspension"] = ("suspension-order=1 active-power=lost", "suspension-order=0 active-power=lost"),
        ["slope-surface/high-slope-unmonitored"] = ("slope-height=200 displacement=lost", "slope-height=199 displacement=lost"),
    };

    /// <summary>Rules the table knows, to find those no pack has any more.</summary>
    public static IReadOnlyCollection<string> Rules => s_rows.Keys;

    public static Proof? Find(string rule, Condition condition)
    {
        if (!s_rows.TryGetValue(rule, out var row))
        {
            return null;
        }

        var delay = condition.OnDelay.TotalSeconds;
        // A rate is known only after its window.
        var window = row.True.Contains('+', StringComparison.Ordinal) ? 1200 : 0;
        return new Proof(
            rig =>
            {
                Put(rig, row.Short);
                rig.Run(Math.Max(30, (1.2 * delay) + window), Math.Max(1, (delay + window) / 60));
                if (delay > 1 && window == 0)
                {
                    Put(rig, row.True);
                    rig.Run(delay - 0.5, Math.Max(0.5, delay / 60));
                }
            },
            rig =>
            {
                Put(rig, row.Short);
                rig.Run(Math.Max(30, window), Math.Max(1, window / 60.0));
                Put(rig, row.True);
                rig.Run(delay + window + 1, Math.Max(0.5, (delay + window) / 60));
            });
    }

    private static void Put(PackRig rig, string row)
    {
        rig.Reset();
        foreach (var part in row.Split(' ').Select(part => part.Split('=')))
        {
            var name = part[0].Split('#');
            var points = rig.Named(name[0]);
            points.ShouldNotBeEmpty($"no point {name[0]}");
            foreach (var point in name.Length == 1 ? points : points.Take(1))
            {
                Put(rig, point, part[1]);
            }
        }
    }

    private static void Put(PackRig rig, string point, string value)
    {
        if (value == "lost")
        {
            rig.Set(point, double.NaN, Quality.CommunicationFailure);
            return;
        }

        var numbers = value.Split('+').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList();
        rig.Set(point, numbers[0]);
        if (numbers.Count > 1)
        {
            rig.Signal(point, t => numbers[0] + (numbers[1] * t / 60));
        }
    }
}
