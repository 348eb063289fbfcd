using Gateway.Core.Warnings;
using Gateway.Edge.Configuration;

namespace Gateway.Edge.Tests.Configuration;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_a_sound_file()
    {
        var loaded = _folder.Load(ConfigurationFolder.Sound);

        Told(loaded).ShouldBeEmpty();
        loaded.Options!.Points.Select(point => point.Id).ShouldBe(["p1", "p2"]);
        loaded.Options.Points[0].Judgement.Limits[0].Tier.ShouldBe(WarningTier.Red);
    }

    [Fact]
    public void Tells_every_error_at_once_with_path_and_what_was_found()
    {
        var loaded = _folder.Load("""
            {
              "site": {"id": "a b", "name": {"zh": "站", "en": "x"}, "regoin": "y"},
              "modbus": {"lines": [{"id": "l1", "transport": {"kind": "tcpp", "host": "h"}, "devices": []}]},
              "mqtt": {"connections": [{"id": "c1", "host": "127.0.0.1", "port": 1883}, {"id": "c1", "host": "127.0.0.1", "port": 1883}]},
              "points": [
                {"id": "p1", "nameEn": "b", "mqtt": {"connection": "c1", "topic": "t"}},
                {"id": "p2", "nameZh": "a", "nameEn": "b", "range": [3, 1]},
                {"id": "p3", "nameZh": "a", "nameEn": "b", "family": "gass", "mqtt": {"connection": "c2", "topic": "t"}},
                {"id": "p3", "nameZh": "a", "nameEn": "b", "mqtt": {"connection": "c1", "topic": "t"},
                  "judgement": {"limits": [{"tier": "red", "high": 5}, {"tier": "blue", "high": 9}], "staleAfter": "2min"}}
              ],
              "api": {"port": 99999},
              "password": "hunter2"
            }
            """);

        loaded.Options.ShouldBeNull();
        Told(loaded).ShouldBe(
            [
                "edge.json: points[0].nameZh = ",
                "edge.json: site.regoin = y",
                "edge.json: site.id = a b",
                "edge.json: modbus.lines[0].transport.kind = tcpp",
                "edge.json: modbus.lines[0].devices = []",
                "edge.json: password = ***",
                "edge.json: mqtt.connections[1].id = c1",
                "edge.json: points[1].range = [3, 1]",
                "edge.json: points[1] = ",
                "edge.json: points[2].family = gass",
                "edge.json: points[2].mqtt.connection = c2",
                "edge.json: points[3].id = p3",
                "edge.json: points[3].judgement.limits[0].high = 5",
                "edge.json: api.port = 99999",
            ],
            ignoreOrder: true);
        loaded.Errors.Items.ShouldAllBe(error => error.Allowed.Zh.Length > 0 && error.Allowed.En.Length > 0);
        loaded.Errors.Items.Single(error => error.Path.EndsWith("regoin")).Allowed.En.ShouldContain("did you mean region");
        loaded.Errors.Items.ShouldAllBe(error => !error.Found.Contains("hunter2"));
    }

    [Theory]
    [InlineData("{ \"site\": ")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"site\":1,\"site\":2}")]
    public void Tells_what_is_not_json(string text) => _folder.Load(text).Errors.Items.ShouldHaveSingleItem();

    [Fact]
    public void Tells_a_missing_file() =>
        ConfigurationLoader.Load(_folder.Source).Errors.Items.ShouldHaveSingleItem().Path.ShouldBe("edge.json");

    [Fact]
    public void Puts_variables_into_numbers_and_texts()
    {
        _folder.Variables["PORT"] = "1502";
        _folder.Variables["SITE"] = "17";
        var loaded = _folder.Load(ConfigurationFolder.Sound.Replace("\"port\": 1}", "\"port\": \"${PORT}\"}").Replace("\"s1\"", "\"${SITE}\""));

        Told(loaded).ShouldBeEmpty();
        loaded.Options!.Modbus.Lines[0].Transport.Port.ShouldBe(1502);
        loaded.Options.Site.Id.ShouldBe("17");
    }

    [Fact]
    public void Tells_a_variable_that_is_not_set_once()
    {
        var loaded = _folder.Load(ConfigurationFolder.Sound.Replace("\"port\": 0", "\"port\": \"${NOT_SET}\""));

        Told(loaded).ShouldBe(["edge.json: api.port = ${NOT_SET}"]);
    }

    [Fact]
    public void A_setting_of_the_command_line_goes_over_the_file()
    {
        var loaded = _folder.Load(ConfigurationFolder.Sound, "api.port=8123", "modbus.lines.0.timeoutMs=250", "site.region=北县");

        Told(loaded).ShouldBeEmpty();
        loaded.Options!.Api.Port.ShouldBe(8123);
        loaded.Options.Modbus.Lines[0].TimeoutMs.ShouldBe(250);
        loaded.Options.Site.Region.ShouldBe("北县");
    }

    [Fact]
    public void The_common_judgement_lies_under_each_points_own()
    {
        var loaded = _folder.Load(ConfigurationFolder.Sound.Replace(
            "\"reload\"", "\"judgement\": {\"staleAfter\": \"7s\", \"offlineAfter\": null}, \"reload\""));

        Told(loaded).ShouldBeEmpty();
        loaded.Options!.Points[0].Judgement.StaleAfter.ShouldBe(TimeSpan.FromSeconds(7));
        loaded.Options.Points[0].Judgement.OfflineAfter.ShouldBeNull();
        loaded.Options.Points[0].Judgement.Limits.Count.ShouldBe(1);
    }

    [Fact]
    public void A_template_gives_points_that_the_device_may_change_and_omit()
    {
        _folder.Write("templates/two.json", """
            {"name": {"zh": "模板", "en": "template"}, "basis": "none", "values": {"unit": "%LEL", "topic": null},
             "points": [{"id": "ch{n}", "repeat": {"count": 3, "stride": 4}, "nameZh": "{nameZh} {n}", "nameEn": "{nameEn} {n}", "unit": "{unit}",
               "modbus": {"device": "d1", "address": 10, "status": {"address": 11, "bits": {"fault": 2}}}},
               {"id": "m", "nameZh": "z", "nameEn": "e", "mqtt": {"connection": "c1", "topic": "{topic}"}}]}
            """);
        var loaded = _folder.Load(ConfigurationFolder.Sound.Replace("\"points\": [", """
            "devices": [{"id": "g", "template": "two", "nameZh": "泵房", "nameEn": "Pump", "addressOffset": 100, "values": {"topic": "a/b"},
              "points": {"ch2": {"unit": "ppm"}}, "omit": ["ch1"]}],
            "points": [
            """));

        Told(loaded).ShouldBeEmpty();
        var points = loaded.Options!.Points.Where(point => point.Id.StartsWith("g.")).ToList();
        points.Select(point => (point.Id, point.NameZh, point.Unit)).ShouldBe([("g.ch2", "泵房 2", "ppm"), ("g.ch3", "泵房 3", "%LEL"), ("g.m", "z", "")]);
        points[1].Modbus!.Address.ShouldBe(118);
        points[1].Modbus!.Status!.Address.ShouldBe(119);
        points[2].Mqtt!.Topic.ShouldBe("a/b");
    }

    [Fact]
    public void Tells_an_unknown_template_a_missing_value_and_a_change_to_no_point()
    {
        _folder.Write("templates/one.json", """
            {"name": {"zh": "模板", "en": "template"}, "basis": "none", "values": {"topic": null},
             "points": [{"id": "m", "nameZh": "z", "nameEn": "e", "mqtt": {"connection": "c1", "topic": "{topic}"}}]}
            """);
        var loaded = _folder.Load(ConfigurationFolder.Sound.Replace("\"points\": [", """
            "devices": [{"id": "g", "template": "one", "points": {"q": {}}}, {"id": "h", "template": "../one"}],
            "points": [
            """));

        Told(loaded).ShouldBe(
            [
                "edge.json: devices[0] → one.json: points[0] = {topic}",
                "edge.json: devices[0].points.q = q",
                "edge.json: devices[1].template = ../one",
            ], ignoreOrder: true);
    }

    private static IEnumerable<string> Told(LoadedConfiguration loaded) => loaded.Errors.Items.Select(error => $"{error.Path} = {error.Found}");
}
