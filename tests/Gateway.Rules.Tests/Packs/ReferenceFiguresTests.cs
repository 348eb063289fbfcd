using System.Globalization;
using Gateway.Core.Conditions;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Tests.Packs.Proofs;

namespace Gateway.Rules.Tests.Packs;

/// <summary>
/// Figures of domain rules section 9 against what runs: the compiled conditions, in the units of the points (CO in mg/m3, pressure in kPa). The table was written
/// from that section, not from the files. Columns: pack, rule, tier, figure, deadband, on-delay, off-delay (seconds), latch; - where the section says nothing.
/// </summary>
public sealed class ReferenceFiguresTests
{
    private const string Table = """
        gas-fixed lel-high blue 10 2 60 60 no
        gas-fixed lel-high yellow 25 2 3 60 no
        gas-fixed lel-high orange 50 2 0 60 latch
        gas-fixed lel-high red 50 2 300 60 latch
        gas-fixed lel-two-detectors red - - 0 60 latch
        gas-fixed lel-over-range red - - - 60 latch
        gas-fixed toxic-high blue 10 1 60 60 no
        gas-fixed toxic-high yellow 20 1 3 60 no
        gas-fixed toxic-high orange 40 1 0 60 latch
        gas-fixed toxic-high red 40 1 300 60 latch
        gas-fixed toxic-tenth-of-idlh red 170 1 0 60 latch
        gas-fixed toxic-idlh-branch yellow 4.4 0.22 3 60 no
        gas-fixed toxic-idlh-branch orange 8.8 0.22 0 60 latch
        gas-fixed toxic-idlh-branch red 44 0.22 0 60 latch
        gas-fixed short-term-exposure blue 24 - - - no
        gas-fixed short-term-exposure orange 30 - - - latch
        gas-fixed shift-exposure yellow 20 - - - no
        gas-fixed oxygen-low yellow 19.5 0.2 3 60 no
        gas-fixed oxygen-low orange 18 0.2 3 60 latch
        gas-fixed oxygen-low red 16 0.2 3 60 latch
        gas-fixed oxygen-high yellow 23.5 0.2 3 60 no
        gas-fixed oxygen-high orange 25 0.2 3 60 latch
        gas-fixed device-fault blue - - 0 - no
        gas-fixed device-fault yellow - - 1800 - no
        gas-fixed device-inhibited blue - - 0 - no
        gas-fixed device-stale blue 60 - - - no
        gas-fixed lost-during-rise yellow 12.5 - - - no
        gas-fixed ventilation-check red - - 30 60 latch
        gas-fixed shut-off-check red - - 60 60 latch
        slope-surface prism-velocity blue 2 0.4 - - no
        slope-surface prism-velocity yellow 5 1 - 21600 no
        slope-surface prism-velocity orange 10 2 - 86400 latch
        slope-surface prism-velocity red 50 10 - 86400 latch
        slope-surface gnss-velocity blue 2 0.4 3600 - no
        slope-surface gnss-velocity yellow 5 1 3600 21600 no
        slope-surface gnss-velocity orange 10 2 3600 86400 latch
        slope-surface gnss-velocity red 50 10 - 86400 latch
        slope-surface radar-velocity yellow 5 1 - 21600 no
        slope-surface radar-velocity orange 10 2 - 86400 latch
        slope-surface prism-momentary-rate red 120 24 - 86400 latch
        slope-surface gnss-momentary-rate red 120 24 - 86400 latch
        slope-surface radar-momentary-rate red 120 24 - 86400 latch
        slope-surface prism-step orange 50 - - 86400 latch
        slope-surface crack blue 10 2 - - no
        slope-surface crack yellow 30 6 - 21600 no
        slope-surface crack orange 50 10 - 86400 latch
        slope-surface rain-24h blue 50 - - - no
        slope-surface rain-24h yellow 100 - - - no
        slope-surface rain-sum blue 50 - - - no
        slope-surface rain-sum yellow 100 - - - no
        slope-surface dump-velocity orange 100 20 - 86400 latch
        slope-surface dump-velocity red 250 50 - 86400 latch
        slope-surface dump-crack orange 50 10 - 86400 latch
        slope-surface stale blue 7200 - - - no
        slope-surface stale yellow 86400 - - - no
        slope-surface high-slope-unmonitored orange - - 86400 - -
        dust-metal fan-off-while-production orange - - 30 - -
        dust-metal fan-off-while-production red - - 180 - -
        dust-metal pressure-drop-high yellow 1500 75 60 - no
        dust-metal pressure-drop-high orange 2250 112.5 60 - no
        dust-metal pressure-drop-above-commissioned yellow 120 5 60 - no
        dust-metal pressure-drop-low yellow - - 60 - no
        dust-metal pressure-drop-low-learned yellow - - 60 - no
        dust-metal pressure-drop-low-production orange - - 600 - no
        dust-metal hopper-temperature blue 50 2 10 300 no
        dust-metal hopper-temperature yellow 60 2 10 300 no
        dust-metal hopper-temperature orange 70 2 10 300 -
        dust-metal hopper-temperature red 90 2 10 300 -
        dust-metal spark orange 1 - 0 - latch
        dust-metal sparks-repeated red 2 - - - latch
        dust-metal spark-not-extinguished red - - - - latch
        dust-metal airlock yellow - - 300 - no
        dust-metal airlock orange - - 1800 - no
        dust-metal wet-hydrogen yellow 25 - - - no
        dust-metal wet-hydrogen orange 50 - - - -
        dust-metal wet-hydrogen red 50 - 300 - -
        dust-metal wet-level-low orange - - 60 - -
        dust-metal wet-flow-low orange - - 60 - -
        dust-metal pulse-air-low yellow 300 20 600 - no
        power-highrisk safety-feeder-lost orange - - 60 - -
        power-highrisk safety-feeder-lost red - - 300 - -
        power-highrisk overload orange 120 - 300 - -
        power-highrisk residual-current yellow 300 20 30 - no
        power-highrisk residual-current orange 500 20 30 - -
        power-highrisk cable-temperature yellow 70 3 60 - no
        power-highrisk cable-temperature orange 90 3 60 - -
        power-highrisk phase-loss orange - - 5 - -
        power-highrisk meter-offline blue 1800 - - - no
        power-highrisk meter-offline yellow 7200 - - - no
        power-highrisk meter-offline-suspension orange - - 1800 - -
        hazchem-major overfill red - - 120 - -
        hazchem-major pumped-dry red - - 120 - -
        hazchem-major data-lost blue 600 - - - no
        hazchem-major data-lost yellow 1800 - - - no
        hazchem-major major-source-unmonitored orange - - 7200 - -
        fuel-three-systems tank-overfill yellow 90 - - - no
        fuel-three-systems tank-overfill orange 95 - - - -
        fuel-three-systems esd-test-overdue yellow 7776000 - - - no
        fuel-three-systems esd-not-closed orange - - 60 - -
        fuel-three-systems esd-not-closed-gas red - - 60 - -
        fuel-three-systems video-offline blue - - 600 - no
        fuel-three-systems video-offline yellow - - 3600 - no
        confined-space oxygen-low orange 19.5 0.2 0 120 latch
        confined-space oxygen-high orange 23.5 0.2 0 120 latch
        confined-space oxygen-deadly red - - 0 120 latch
        confined-space combustible yellow 5 1 0 120 no
        confined-space combustible orange 10 1 0 120 latch
        confined-space combustible red 25 1 0 120 latch
        confined-space hydrogen-sulphide yellow 5 1 0 120 no
        confined-space hydrogen-sulphide orange 10 1 0 120 latch
        confined-space hydrogen-sulphide red 20 1 0 120 latch
        confined-space carbon-monoxide yellow 20 2 0 120 no
        confined-space carbon-monoxide orange 30 2 0 120 latch
        confined-space carbon-monoxide red 40 2 0 120 latch
        confined-space carbon-monoxide-15min red 30 - 0 120 latch
        confined-space no-data orange - - 60 - -
        confined-space no-data red - - 240 - -
        confined-space record-missing yellow 7200 - - - no
        """;

    // Figures of carbon monoxide, and of chlorine where the range forces the IDLH branch.
    private static readonly string[] s_substances = ["", "CO", "Cl2", "H2S"];

    private static readonly Dictionary<string, IReadOnlyList<Condition>> s_compiled = Rows().Select(row => row[0]).Distinct().ToDictionary(pack => pack, Compiled);

    public static TheoryData<string> Written => [.. Rows().Select(row => string.Join(' ', row))];

    [Theory]
    [MemberData(nameof(Written))]
    public void What_runs_has_the_figures_of_the_reference(string written)
    {
        var row = written.Split(' ');
        var found = s_compiled[row[0]].Where(condition => condition.Basis.Rule == $"{row[0]}/{row[1]}/{row[2]}").ToList();

        found.ShouldNotBeEmpty();
        foreach (var condition in found.Where(condition => condition is not WindowLimit))
        {
            Same(row[3], condition.Threshold, "figure");
            Same(row[4], condition is SlopeConfirmed motion ? motion.Deadband * motion.Threshold : condition.Band, "deadband");
            Same(row[5], condition.OnDelay.TotalSeconds, "on-delay");
            Same(row[6], condition.OffDelay.TotalSeconds, "off-delay");
            if (row[7] != "-")
            {
                condition.Latch.ShouldBe(row[7] == "latch", "latch");
            }
        }
    }

    private static IReadOnlyList<Condition> Compiled(string pack)
    {
        var site = PackSite.Of(Seeds.Pack(pack));
        var others = site.Points.Where(point => !s_substances.Contains(point.Substance)).Select(point => point.Id).ToHashSet();
        return [.. site.Compile(new ConfigurationErrors()).ByPoint.Where(pair => !others.Contains(pair.Key)).SelectMany(pair => pair.Value)];
    }

    private static void Same(string written, double found, string what)
    {
        if (written != "-")
        {
            found.ShouldBe(double.Parse(written, CultureInfo.InvariantCulture), 1e-9, what);
        }
    }

    private static IEnumerable<string[]> Rows() =>
        Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
