using Gateway.Simulators.Scenarios;
using Gateway.Simulators.Tests.Hosting;

namespace Gateway.Simulators.Tests.Scenarios;

public class ScenarioFileTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(ScenarioRun.Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_scenario_file_loads_and_is_named_after_its_file(string name)
    {
        var scenario = ScenarioRun.Load(name);
        scenario.Name.ShouldBe(name);
        scenario.TitleZh.ShouldNotBeEmpty();
        scenario.TitleEn.ShouldNotBeEmpty();
    }

    [Fact]
    public void All_scenarios_are_there() =>
        Directory.GetFiles(ScenarioRun.Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(
            ["demo", "demo-pit", "dust-extractor", "faults", "gas-leak", "healthy-dust", "healthy-gas", "healthy-power", "healthy-slope", "healthy-tank", "power-suspension", "slope-failure", "tank-overfill"]);

    [Theory]
    [InlineData("gas-controller", "ch1")]
    [InlineData("gas-controller", "ch2")]
    [InlineData("gd-101", "lel")]
    [InlineData("slope-logger", "crackVelocity")]
    [InlineData("gnss-01", "velocity")]
    [InlineData("power-meter", "activePower")]
    [InlineData("pm-02", "p")]
    [InlineData("dust-collector", "hopperTemp")]
    [InlineData("dc-02", "hopperTemp")]
    public void The_demo_climbs_level_by_level_to_red_within_40_seconds(string device, string field)
    {
        var scenario = ScenarioRun.Load("demo");
        var levels = scenario.Fields(device).Single(f => f.Id == field).Levels!;
        var seen = new List<(int Level, double T)>();
        foreach (var (t, value) in ScenarioRun.Values(scenario, device, field, 0.05))
        {
            if (levels.LevelOf(value) is var level && level > (seen.Count == 0 ? 0 : seen[^1].Level))
            {
                seen.Add((level, t));
            }
        }

        seen.Select(s => s.Level).ShouldBe([1, 2, 3, 4], string.Join(", ", seen));
        seen[0].T.ShouldBeGreaterThan(1);
        seen[3].T.ShouldBeLessThanOrEqualTo(40);
        seen.Zip(seen.Skip(1)).ShouldAllBe(p => p.Second.T - p.First.T >= 1.5);
        ScenarioRun.Values(scenario, device, field).Where(v => v.T is > 41 and <= 60).ShouldAllBe(v => levels.LevelOf(v.Value) == 4);
    }

    [Theory]
    [InlineData("slope-logger", "crack", 500)]
    [InlineData("dust-collector", "hopperTemp", 200)]
    [InlineData("dc-02", "hopperTemp", 200)]
    [InlineData("power-meter", "cableTemp", 70)]
    public void The_demo_stays_inside_the_measuring_ranges_until_it_repeats(string device, string field, double highest)
    {
        var scenario = ScenarioRun.Load("demo");
        ScenarioRun.Values(scenario with { DurationSeconds = scenario.RepeatSeconds }, device, field).ShouldAllBe(v => v.Value >= 0 && v.Value < highest);
    }

    [Theory]
    [InlineData("gas-leak", "gas-controller", "ch1", 4)]
    [InlineData("gas-leak", "gd-201", "lel", 4)]
    [InlineData("slope-failure", "gnss-1", "velocity", 4)]
    [InlineData("slope-failure", "gnss-3", "velocity", 3)]
    [InlineData("slope-failure", "rain-1", "rain24h", 2)]
    [InlineData("dust-extractor", "dust-collector", "hopperTemp", 4)]
    [InlineData("dust-extractor", "dust-collector", "dp", 2)]
    [InlineData("power-suspension", "power-meter", "activePower", 4)]
    [InlineData("tank-overfill", "tank-101", "level", 4)]
    public void Each_story_reaches_the_level_it_tells_of(string name, string device, string field, int highest)
    {
        var scenario = ScenarioRun.Load(name);
        var levels = scenario.Fields(device).Single(f => f.Id == field).Levels!;
        ScenarioRun.Values(scenario, device, field, 1).Max(v => levels.LevelOf(v.Value)).ShouldBe(highest);
        levels.LevelOf(ScenarioRun.Values(scenario, device, field, 1).First().Value).ShouldBeLessThan(highest);
    }

    [Fact]
    public void The_same_seed_gives_the_same_story_and_another_seed_another()
    {
        var scenario = ScenarioRun.Load("demo");
        var first = ScenarioRun.Values(scenario, "gas-controller", "ch1").ToArray();
        ScenarioRun.Values(ScenarioRun.Load("demo"), "gas-controller", "ch1").ShouldBe(first);
        ScenarioRun.Values(scenario, "gas-controller", "ch1", seed: 5).ShouldNotBe(first);
    }

    [Fact]
    public void Tells_everything_that_is_wrong_at_once()
    {
        const string Bad = """
            {"name":"x","durationSeconds":-1,"bogus":1,"controls":{"fan":0},
             "models":{"m":{"model":"volcano"}},
             "modbus":[{"id":"a","transport":"pigeon","units":[{"unit":1,"device":"d","fields":[
                {"id":"p","address":0,"type":"float32"},{"id":"q","address":1},{"id":"p","address":9,"signal":"m.lava"}]}]}],
             "mqtt":{"devices":[{"device":"d","topic":"a/#"}]},
             "events":[{"atSeconds":1,"control":"door","value":1},{"atSeconds":1,"device":"d","field":"zz","value":1}],
             "faults":[{"atSeconds":0,"forSeconds":1,"kind":"drop","target":"nobody"}]}
            """;
        var errors = Should.Throw<ScenarioException>(() => ScenarioLoader.Parse(Bad, "bad.json")).Errors;
        errors.Select(e => (e.Path, e.Found)).OrderBy(e => e.Path, StringComparer.Ordinal).ShouldBe(
            [
                ("bad.json.bogus", "1"),
                ("bad.json.d.q.address", "1"),
                ("bad.json.device", "d"),
                ("bad.json.durationSeconds", "-1"),
                ("bad.json.events", "d.zz"),
                ("bad.json.events[0].control", "door"),
                ("bad.json.faults", "nobody"),
                ("bad.json.modbus[0].transport", "\"pigeon\""),
                ("bad.json.modbus[0].units[0].fields[2].signal", "m.lava"),
                ("bad.json.modbus[a].d.fields.id", "p"),
                ("bad.json.models.m.model", "volcano"),
                ("bad.json.mqtt.clientId", ""),
                ("bad.json.mqtt.devices[0].topic", "a/#"),
            ]);
        errors.ShouldAllBe(e => e.AllowedEn.Length > 0 && e.AllowedZh.Length > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"name\":")]
    [InlineData("{\"modbus\":7,\"events\":{},\"mqtt\":[],\"models\":1,\"controls\":[1],\"faults\":\"x\"}")]
    public void Names_what_is_wrong_with_any_text(string json) =>
        Should.Throw<ScenarioException>(() => ScenarioLoader.Parse(json)).Errors.ShouldNotBeEmpty();

    [Fact]
    public void Damaged_files_never_crash_the_loader()
    {
        var whole = File.ReadAllText(Path.Combine(ScenarioRun.Folder, "gas-leak.json"));
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            var text = whole.ToCharArray();
            text[random.Next(text.Length)] = "{}[]\",:-9a"[random.Next(10)];
            try
            {
                ScenarioLoader.Parse(new string(text));
            }
            catch (ScenarioException e)
            {
                e.Errors.ShouldNotBeEmpty();
            }
        }
    }
}
