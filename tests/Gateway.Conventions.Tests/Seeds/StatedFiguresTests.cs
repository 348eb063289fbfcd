using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Seeds;

/// <summary>
/// The packs hold the figures of domain rules section 9, tier by tier. The table was written from that section, not from the files:
/// pack, rule, tier, on-delay, confidence, figure (a limit, a parameter or a piece of the expression).
/// </summary>
public sealed class StatedFiguresTests
{
    private const string Table = """
        gas-fixed lel-high blue 60s P 10 %LEL
        gas-fixed lel-high yellow 3s V 25 %LEL
        gas-fixed lel-high orange 0s V 50 %LEL
        gas-fixed lel-high red 5min P 50 %LEL
        gas-fixed lel-two-detectors red 0s P [lel] >= 50 %LEL
        gas-fixed lel-over-range red 0s P 10 s
        gas-fixed toxic-high blue 60s P 50 % OEL
        gas-fixed toxic-high yellow 3s V 100 % OEL
        gas-fixed toxic-high orange 0s V 200 % OEL
        gas-fixed toxic-high red 5min P 200 % OEL
        gas-fixed toxic-tenth-of-idlh red 0s P 10 % IDLH
        gas-fixed toxic-idlh-branch yellow 3s V 5 % IDLH
        gas-fixed toxic-idlh-branch orange 0s V 10 % IDLH
        gas-fixed toxic-idlh-branch red 0s P 50 % IDLH
        gas-fixed short-term-exposure blue 0s P 80 % PC-STEL
        gas-fixed short-term-exposure orange 0s V 100 % PC-STEL
        gas-fixed shift-exposure yellow 0s V 100 % PC-TWA
        gas-fixed oxygen-low yellow 3s K 19.5 %vol
        gas-fixed oxygen-low orange 3s P 18 %vol
        gas-fixed oxygen-low red 3s P 16 %vol
        gas-fixed oxygen-high yellow 3s K 23.5 %vol
        gas-fixed oxygen-high orange 3s P 25 %vol
        gas-fixed device-stale blue 0s P 60 s
        gas-fixed device-fault yellow 30min P -
        gas-fixed ventilation-check red 30s P count([ventilation-run] = 1 and good([ventilation-run])) = 0
        gas-fixed shut-off-check red 60s P [esd-closed] = 0
        slope-surface prism-velocity blue 0s P 2 mm/d
        slope-surface prism-velocity yellow 0s P 5 mm/d
        slope-surface prism-velocity orange 0s V 10 mm/d
        slope-surface prism-velocity red 0s P 50 mm/d
        slope-surface prism-velocity red 0s P 5.3 d
        slope-surface gnss-velocity orange 1h V 10 mm/d
        slope-surface gnss-velocity orange 1h V 24 h
        slope-surface prism-momentary-rate red 0s V 120 mm/d
        slope-surface prism-acceleration yellow 0s V 0.9 mm/d2
        slope-surface prism-angle yellow 0s V 45 deg
        slope-surface prism-angle yellow 0s V 3 mm/d
        slope-surface prism-angle orange 0s V 80 deg
        slope-surface prism-angle orange 0s V 5 mm/d
        slope-surface prism-angle red 0s V 85 deg
        slope-surface prism-angle red 0s V 10 mm/d
        slope-surface prism-angle red 0s V 1 mm/d
        slope-surface prism-forecast orange 0s P 7 d
        slope-surface prism-forecast red 0s P 48 h
        slope-surface prism-forecast red 0s P 10 mm/d
        slope-surface prism-step orange 0s P 50 mm
        slope-surface crack blue 0s P 10 mm
        slope-surface crack yellow 0s P 30 mm
        slope-surface crack orange 0s V 50 mm
        slope-surface crack-growth blue 0s P 1 mm/d
        slope-surface rain-24h blue 0s K 50 mm
        slope-surface rain-24h yellow 0s P 100 mm
        slope-surface dump-velocity orange 1h P 100 mm/d
        slope-surface dump-velocity red 0s V 250 mm/d
        slope-surface dump-crack orange 0s V 50 mm
        slope-surface stale blue 0s P 2 h
        slope-surface stale yellow 0s P 24 h
        slope-surface high-slope-unmonitored orange 24h V [slope-height] >= 200 m
        dust-metal fan-off-while-production orange 30s P [production-on] = 1 and [fan-run] = 0
        dust-metal fan-off-while-production red 3min P [production-on] = 1 and [fan-run] = 0
        dust-metal fan-off-hot-hopper red 30s P [hopper-temperature] >= 60 °C
        dust-metal pressure-drop-high yellow 60s V 1500 Pa
        dust-metal pressure-drop-high orange 60s P 2250 Pa
        dust-metal duct-velocity-low orange 60s P 23 m/s
        dust-metal pressure-drop-low yellow 60s P < 200 Pa
        dust-metal pressure-drop-low-production orange 10min P < 200 Pa
        dust-metal hopper-temperature blue 10s P 50 °C
        dust-metal hopper-temperature yellow 10s P 60 °C
        dust-metal hopper-temperature orange 10s U 70 °C
        dust-metal hopper-temperature red 10s P 90 °C
        dust-metal hopper-rising red 10s P rate([hopper-temperature], 5 min) >= 5 °C/min
        dust-metal spark orange 0s P 1
        dust-metal sparks-repeated red 0s P 2
        dust-metal airlock yellow 5min P [airlock-ok] = 0
        dust-metal airlock orange 30min P [airlock-ok] = 0
        dust-metal wet-hydrogen yellow 3s P 25 %LEL
        dust-metal wet-hydrogen orange 0s P 50 %LEL
        dust-metal wet-hydrogen red 5min P 50 %LEL
        dust-metal wet-level-low orange 60s P [wet-level-low] = 1
        dust-metal pulse-air-low yellow 10min P 0.3 MPa
        power-highrisk suspension yellow 0s P 15 %
        power-highrisk suspension orange 0s P 30 %
        power-highrisk suspension orange 0s P 1 h
        power-highrisk suspension red 0s P 60 %
        power-highrisk suspension red 0s P 2 h
        power-highrisk safety-feeder-lost orange 60s P 10 %
        power-highrisk safety-feeder-lost red 5min P 20 %
        power-highrisk night-production yellow 0s P 30 %
        power-highrisk over-baseline yellow 0s P 4
        power-highrisk overload orange 5min P 120 %
        power-highrisk residual-current yellow 30s V 300 mA
        power-highrisk residual-current orange 30s V 500 mA
        power-highrisk cable-temperature yellow 60s P 70 °C
        power-highrisk cable-temperature orange 60s P 90 °C
        power-highrisk phase-loss orange 5s P 10 %
        power-highrisk load-drop yellow 0s P 80 %
        power-highrisk meter-offline blue 0s P 30 min
        power-highrisk meter-offline yellow 0s P 2 h
        power-highrisk meter-offline-suspension orange 30min P lost([active-power])
        hazchem-major level-high yellow 60s P [level] >= [level-h]
        hazchem-major level-high-high orange 5s P [level] >= [level-hh]
        hazchem-major overfill red 2min P [level] >= [level-hh] and [inflow] > 0
        hazchem-major pumped-dry red 2min P [level] <= [level-ll] and [outflow] > 0
        hazchem-major near-relief red 5s P 0.95 * [relief-set]
        hazchem-major filling-too-fast yellow 60s P 1.2 * [fill-rate-max]
        hazchem-major data-lost blue 0s P 10 min
        hazchem-major data-lost yellow 0s P 30 min
        hazchem-major major-source-unmonitored orange 2h P [source-level] <= 2
        fuel-three-systems tank-overfill yellow 60s K 90 %
        fuel-three-systems tank-overfill orange 10s K 95 %
        fuel-three-systems unloading-gas orange 0s P [lel] >= 25 %LEL
        fuel-three-systems unloading-gas-high red 0s P [lel] >= 50 %LEL
        fuel-three-systems esd-test-overdue yellow 0s P 90 d
        fuel-three-systems esd-not-closed orange 60s P [esd-command] = 1 and count([esd-closed] = 0
        fuel-three-systems esd-not-closed-gas red 60s P [lel] >= 50 %LEL
        fuel-three-systems video-offline blue 10min P [video-online] = 0
        fuel-three-systems video-offline yellow 60min P [video-online] = 0
        confined-space oxygen-low orange 0s V 19.5 %vol
        confined-space oxygen-high orange 0s V 23.5 %vol
        confined-space oxygen-deadly red 0s P count([oxygen] < 18 %vol) >= 1 or count([oxygen] > 25 %vol) >= 1
        confined-space combustible yellow 0s P 5 %LEL
        confined-space combustible orange 0s K 10 %LEL
        confined-space combustible red 0s P 25 %LEL
        confined-space hydrogen-sulphide yellow 0s P 5 mg/m3
        confined-space hydrogen-sulphide orange 0s V 10 mg/m3
        confined-space hydrogen-sulphide red 0s P 20 mg/m3
        confined-space carbon-monoxide yellow 0s V 20 mg/m3
        confined-space carbon-monoxide orange 0s V 30 mg/m3
        confined-space carbon-monoxide red 0s P 40 mg/m3
        confined-space carbon-monoxide-15min red 0s P 100 % PC-STEL
        confined-space no-data orange 60s P [people-inside] > 0
        confined-space no-data red 4min P [people-inside] > 0
        confined-space record-missing yellow 0s V 2 h
        common-quality negative-drift blue 0s P 5 %FS
        common-quality drift blue 0s P 3 %FS
        common-quality spikes blue 0s P 6
        common-quality repeated-pattern yellow 0s P 30
        common-quality mass-offline yellow 0s P 50 %
        common-quality lost-during-rise orange 0s P 50 %
        common-quality inhibited blue 0s P 30 min
        common-quality saturation yellow 0s P 10 s
        ammonia-refrigeration ammonia-high yellow 3s V 20 mg/m3
        ammonia-refrigeration ammonia-high orange 0s V 40 mg/m3
        ammonia-refrigeration ammonia-high red 0s V 150 ppm
        ammonia-refrigeration ammonia-explosive red 0s V 25 %LEL
        natural-hazards rain red 0s K 100 mm
        natural-hazards rain red 0s K 3 h
        tailings-spoil dam-displacement-many-blue yellow 0s V 4
        tailings-spoil dam-displacement-many-yellow orange 0s V 3
        tailings-spoil dam-displacement-many-orange red 0s V 2
        tailings-spoil dam-displacement orange 1h K 80 %
        tailings-spoil phreatic-depth orange 1h K 110 %
        """;

    private static readonly SeedFiles s_seeds = new(Repository.OfThisTest());

    public static TheoryData<string> Stated => [.. Table.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    [Theory]
    [MemberData(nameof(Stated))]
    public void Pack_holds_the_figure(string stated)
    {
        var words = stated.Split(' ', 6);
        var levels = s_seeds.Levels.Where(at => at.Name == $"{words[0]}/{words[1]}/{words[2]}").ToList();
        levels.ShouldNotBeEmpty();
        levels.ShouldContain(at => PackRules.Seconds(at.Level.Word("onDelay")) == PackRules.Seconds(words[3])
            && at.Level["basis"]!["confidence"]!.ToString() == words[4] && (words[5] == "-" || Says(at.Rule, at.Level, words[5])));
    }

    [Fact]
    public void A_figure_that_is_not_there_is_not_found() =>
        s_seeds.Levels.Where(at => at.Name == "gas-fixed/lel-high/orange").ShouldAllBe(at => !Says(at.Rule, at.Level, "55 %LEL") && !Says(at.Rule, at.Level, "0 %LEL"));

    [Fact]
    public void Gas_slope_and_spark_alarms_that_need_a_reset_are_latched() =>
        s_seeds.Levels.Where(at => at.Pack.Word("id") is "gas-fixed" or "confined-space" or "slope-surface" && at.Level.Word("tier") is "orange" or "red"
                && at.Rule.Word("id") is not "high-slope-unmonitored")
            .ShouldAllBe(at => at.Level["latch"] != null && at.Level["latch"]!.GetValue<bool>());

    [Fact]
    public void Level_two_gas_is_judged_without_delay_and_level_one_within_three_seconds() =>
        s_seeds.Levels.Where(at => at.Pack.Word("id") == "gas-fixed" && at.Rule.Word("type") == "high" && at.Level.Word("tier") is "yellow" or "orange" && at.Rule.Word("id") != "oxygen-high")
            .ShouldAllBe(at => PackRules.Seconds(at.Level.Word("onDelay")) <= (at.Level.Word("tier") == "orange" ? 0 : 3));

    private static bool Says(System.Text.Json.Nodes.JsonObject rule, System.Text.Json.Nodes.JsonObject level, string figure)
    {
        string?[] plain = [level["limit"]?.ToString(), .. Values(rule["with"]), .. Values(level["with"])];
        return plain.Any(text => text == figure) || plain.Any(text => text is not null && figure.Contains('[') && text.Contains(figure, StringComparison.Ordinal))
            || plain.Any(text => text is not null && text.Contains('[') && (" " + text + " ").Contains($" {figure} ", StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Values(System.Text.Json.Nodes.JsonNode? with) => (with as System.Text.Json.Nodes.JsonObject)?.Select(pair => pair.Value?.ToString()) ?? [];
}
