using Gateway.Core.Conditions;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Rules.Compilation;

namespace Gateway.Edge.Tests.Configuration;

public sealed class RulePackConfigurationTests
{
    private static readonly string Seeds = RepositoryFolder.File("seeds").Replace('\\', '/');

    [Fact]
    public void A_configuration_without_packs_is_judged_as_before()
    {
        using var folder = new ConfigurationFolder();
        var options = folder.Load(ConfigurationFolder.Sound).Options.ShouldNotBeNull();

        options.Compiled.Subjects.ShouldBeEmpty();
        var table = new PointTable();
        table.Apply(options.Points, []);
        foreach (var point in options.Points)
        {
            options.Compiled.Of(point.Id).ShouldBe(ConditionFactory.Create(table.Find(point.Id)!, point.Judgement));
        }
    }

    [Fact]
    public void The_sample_has_packs_and_a_rule_of_its_own_in_use()
    {
        var options = ConfigurationLoader.Load(ConfigurationSource.Of(RepositoryFolder.File("config", "edge.json"))).Options.ShouldNotBeNull();

        options.Compiled.Subjects.ShouldContain(subject => subject.Id == "zone.pump-room" && subject.IsDerived);
        options.Compiled.Of("zone.pump-room").ShouldContain(condition => condition.Id == "site.gas-spreads");
        var kinds = options.Compiled.Of("gas-01.ch1").Select(condition => condition.Basis.Version).ToHashSet();
        kinds.ShouldContain("gas-fixed/1.0.0");
    }

    [Fact]
    public void A_pack_judges_a_point_that_has_no_limits_of_its_own()
    {
        using var folder = new ConfigurationFolder();
        var loaded = folder.Load(WithPack("", "\"judgement\": {\"limits\": [{\"tier\": \"red\", \"high\": 50}]}", "\"zone\": \"z1\", \"quantity\": \"lel\", \"family\": \"gas\""));

        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        loaded.Options!.Compiled.Of("p1").ShouldContain(condition => condition.Id == "gas-fixed.lel-high-yellow" && condition.Threshold == 25 && condition.Basis.IsLaw);
        loaded.Files.ShouldContain(file => file.EndsWith("gas-fixed.json"));
        loaded.Files.ShouldContain(file => file.EndsWith("substances.json"));
    }

    [Fact]
    public void A_limit_looser_than_law_is_refused()
    {
        using var folder = new ConfigurationFolder();
        var loaded = folder.Load(WithPack(
            "", "\"judgement\": {\"limits\": [{\"tier\": \"red\", \"high\": 50}]}",
            "\"quantity\": \"lel\", \"family\": \"gas\", \"judgement\": {\"limits\": [{\"tier\": \"yellow\", \"high\": 30}]}"));

        loaded.Options.ShouldBeNull();
        loaded.Errors.Items.ShouldHaveSingleItem().Path.ShouldBe("edge.json: points[0].judgement.limits");
    }

    [Fact]
    public void What_only_the_site_knows_comes_from_the_use_of_the_pack_or_from_the_point()
    {
        using var folder = new ConfigurationFolder();
        var without = folder.Load(Power("", "")).Options.ShouldNotBeNull().Compiled;
        without.Inactive.ShouldContain(inactive =>
            inactive.PointId == "p1" && inactive.Rule == "power-highrisk/overload/orange" && inactive.Why == InactiveCause.NeedsParameter
            && inactive.Cause.En == "needs reference from the site");
        without.Inactive.ShouldContain(inactive => inactive.PointId == "" && inactive.Why == InactiveCause.NoPoint && inactive.Rule == "power-highrisk/cable-temperature");

        foreach (var text in new[] { Power(", \"parameters\": [{\"rule\": \"overload\", \"values\": {\"reference\": \"400 A\"} }]", ""), Power("", ", \"ruleParameters\": {\"reference\": \"400 A\"}") })
        {
            var loaded = folder.Load(text);
            loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
            loaded.Options!.Compiled.Of("p1").ShouldContain(condition => condition.Id == "power-highrisk.overload-orange" && condition.Threshold == 480);
        }
    }

    [Theory]
    [InlineData(", \"parameters\": [{\"rule\": \"overload\", \"values\": {\"limit\": \"200 %\"} }]", "", "rulePacks[0].parameters[0].values.limit")]
    [InlineData(", \"parameters\": [{\"rule\": \"overlod\", \"values\": {\"reference\": \"400 A\"} }]", "", "rulePacks[0].parameters[0].rule")]
    [InlineData(", \"parameters\": [{\"points\": [\"p9\"], \"values\": {\"reference\": \"400 A\"} }]", "", "rulePacks[0].parameters[0].points[0]")]
    [InlineData("", ", \"ruleParameters\": {\"referense\": \"400 A\"}", "points[0].ruleParameters.referense")]
    public void A_parameter_no_rule_takes_or_that_the_pack_states_itself_is_refused(string use, string point, string path)
    {
        using var folder = new ConfigurationFolder();

        folder.Load(Power(use, point)).Errors.Items.Select(error => error.Path).ShouldContain($"edge.json: {path}");
    }

    [Theory]
    [InlineData("20 %LEL", "", false)]
    [InlineData("30 %LEL", ", \"reason\": \"false alarms\", \"by\": \"W.L.\"", true)]
    public void What_law_sets_is_tightened_only(string limit, string why, bool refused)
    {
        using var folder = new ConfigurationFolder();
        var loaded = folder.Load(WithPack(
            $", \"overrides\": [{{\"rule\": \"lel-high\", \"tier\": \"yellow\", \"limit\": \"{limit}\"{why}}}]", "\"judgement\": {\"limits\": [{\"tier\": \"red\", \"high\": 50}]}",
            "\"quantity\": \"lel\", \"family\": \"gas\""));

        loaded.Errors.Any.ShouldBe(refused, string.Join('\n', loaded.Errors.Items));
    }

    [Fact]
    public void A_limit_of_the_points_own_is_listed_as_standing_before_the_pack()
    {
        using var folder = new ConfigurationFolder();
        var compiled = folder.Load(WithPack(
            "", "\"judgement\": {\"limits\": [{\"tier\": \"red\", \"high\": 50}]}",
            "\"quantity\": \"lel\", \"family\": \"gas\", \"judgement\": {\"limits\": [{\"tier\": \"yellow\", \"high\": 20}]}")).Options.ShouldNotBeNull().Compiled;

        compiled.Inactive.ShouldContain(inactive => inactive.PointId == "p1" && inactive.Rule == "gas-fixed/lel-high/yellow" && inactive.Why == InactiveCause.OwnJudgement);
    }

    [Fact]
    public void A_kind_of_site_tells_what_is_missing_and_an_unknown_one_is_refused()
    {
        using var folder = new ConfigurationFolder();
        string With(string scenario) => Power("", "").Replace("\"site\": {", $"\"site\": {{\"scenarios\": [\"{scenario}\"], ", StringComparison.Ordinal);

        var gaps = folder.Load(With("power-monitoring")).Options.ShouldNotBeNull().Compiled.Gaps;
        gaps.ShouldContain(gap => gap.Scenario == "power-monitoring" && gap.Required && gap.Found == 0);
        folder.Load(With("power-plant")).Errors.Items.ShouldHaveSingleItem().Path.ShouldBe("edge.json: site.scenarios[0]");
    }

    [Fact]
    public void Everything_wrong_with_zones_packs_rules_and_shifts_is_told_at_once()
    {
        using var folder = new ConfigurationFolder();
        var loaded = folder.Load(ConfigurationFolder.Sound
            .Replace("\"nameZh\": \"一\"", "\"nameZh\": \"一\", \"zone\": \"z9\", \"role\": \"a b\", \"calibration\": {\"last\": \"soon\", \"interval\": \"1s\"}")
            .Replace("\"reload\"", """
                "seeds": "nowhere", "molarVolume": 3,
                "zones": [{"id": "z1", "name": {"zh": "", "en": "x"}, "neighbours": ["z1", "z8"]}, {"id": "z1", "name": {"zh": "一", "en": "x"}}],
                "rulePacks": [{"file": "x.json", "review": {"by": "", "role": null, "date": "soon"}}],
                "rules": [{"id": "a b", "name": {"zh": "一", "en": "x"}, "subject": "zone.z7", "tier": "none", "when": "[p1] >="}],
                "shelving": {"maxShelve": "48h", "secondPersonAbove": "red"}, "shifts": {"starts": ["08:00", "8 o'clock", "08:00"], "utcOffset": "20h"},
                "reload"
                """, StringComparison.Ordinal));

        loaded.Options.ShouldBeNull();
        string[] expected =
        [
            "points[0].zone", "points[0].role", "points[0].calibration.last", "points[0].calibration.interval", "seeds", "molarVolume", "zones[0].name.zh",
            "zones[0].neighbours[0]", "zones[0].neighbours[1]", "zones[1].id", "rulePacks[0].review.by", "rulePacks[0].review.role", "rulePacks[0].review.date",
            "rules[0].id", "rules[0].subject", "rules[0].tier", "shelving.maxShelve", "shelving.secondPersonAbove", "shifts.starts[1]", "shifts.starts[2]", "shifts.utcOffset",
        ];
        var paths = loaded.Errors.Items.Select(error => error.Path["edge.json: ".Length..]).ToHashSet();
        expected.Where(path => !paths.Contains(path)).ShouldBeEmpty(string.Join('\n', loaded.Errors.Items));
    }

    [Fact]
    public void Places_get_an_index_beside_the_points_and_keep_it()
    {
        var options = ConfigurationLoader.Load(ConfigurationSource.Of(RepositoryFolder.File("config", "edge.json"))).Options.ShouldNotBeNull();
        var table = new PointTable();
        table.Apply(options.Points, options.Compiled.Subjects);
        var index = table.Find("zone.pump-room").ShouldNotBeNull().Index;

        table.Apply(options.Points, []);
        table.Find("zone.pump-room").ShouldBeNull();
        table.Apply(options.Points, options.Compiled.Subjects);
        table.Find("zone.pump-room").ShouldNotBeNull().Index.ShouldBe(index);
        table.Find(index).ShouldNotBeNull().Id.ShouldBe("zone.pump-room");
    }

    private static string Power(string use, string point) => ConfigurationFolder.Sound
        .Replace("\"judgement\": {\"limits\": [{\"tier\": \"red\", \"high\": 50}]}", $"\"quantity\": \"current\", \"family\": \"power\"{point}", StringComparison.Ordinal)
        .Replace("\"unit\": \"%LEL\"", "\"unit\": \"A\"", StringComparison.Ordinal)
        .Replace("\"reload\"", $$"""
            "seeds": "{{Seeds}}", "rulePacks": [{"file": "{{Seeds}}/packs/power-highrisk.json"{{use}} }],
            "reload"
            """, StringComparison.Ordinal);

    private static string WithPack(string use, string was, string becomes) => ConfigurationFolder.Sound
        .Replace(was, becomes, StringComparison.Ordinal)
        .Replace("\"reload\"", $$"""
            "seeds": "{{Seeds}}", "zones": [{"id": "z1", "name": {"zh": "一区", "en": "Zone 1"} }],
            "rulePacks": [{"file": "{{Seeds}}/packs/gas-fixed.json"{{use}} }],
            "reload"
            """, StringComparison.Ordinal);
}
