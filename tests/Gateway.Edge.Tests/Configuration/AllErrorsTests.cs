using System.Text;
using Gateway.Edge.Configuration;

namespace Gateway.Edge.Tests.Configuration;

/// <summary>One error never hides another, and none is told that only follows from another.</summary>
public sealed class AllErrorsTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void References_are_checked_beside_errors_of_shape_in_the_sections_they_mean()
    {
        var loaded = _folder.Load("""
            {
              "site": {"id": "s1", "name": {"zh": "站", "en": "s"}},
              "modbus": {"lines": [{"id": "l1", "timeoutMs": "soon", "transport": {"kind": "tcp", "host": "h"}, "devises": 1,
                "devices": [{"id": "d1", "unit": "one", "addressBase": 0}, {"id": "d1", "unit": 2, "addressBase": 0}],
                "outputs": [{"id": "o1", "device": "d1", "kind": "sounder", "coil": 0, "adress": 1}]}]},
              "mqtt": {"connections": [{"id": "c1", "host": "127.0.0.1", "port": "x"}]},
              "notifications": {"mqtt": [{"connection": "c9", "qos": "two"}], "sounders": [{"output": "o9"}]},
              "points": [
                {"id": "p1", "nameZh": "a", "nameEn": "b", "modbus": {"device": "d9", "address": -5}},
                {"id": "p2", "nameZh": "a", "nameEn": "b", "modbus": {"device": "d1", "address": -6, "scale": "x"}},
                {"id": "p3", "nameZh": 3, "nameEn": "b"},
                {"id": "p4", "nameZh": "a", "nameEn": "b", "mqtt": {"connection": "c9", "topic": "t"}}
              ]
            }
            """);

        Paths(loaded).ShouldBe(
            [
                "modbus.lines[0].devices[].id", "modbus.lines[0].timeoutMs", "modbus.lines[0].devises", "modbus.lines[0].devices[0].unit", "modbus.lines[0].devices[1].id",
                "modbus.lines[0].outputs[0].adress", "mqtt.connections[0].port", "notifications.mqtt[0].connection", "notifications.mqtt[0].qos",
                "notifications.sounders[0].output", "points[0].modbus.device", "points[0].modbus.address", "points[1].modbus.address",
                "points[1].modbus.scale", "points[2].nameZh", "points[2]", "points[3].mqtt.connection",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("\"devices\": [{\"id\": \"d1\"", "\"devices\": [{\"id\": 1", "modbus.lines[0].devices[0].id")]
    [InlineData("\"devices\": [{\"id\": \"d1\"", "\"devices\": [{\"Id\": \"d1\"", "modbus.lines[0].devices[0].Id")]
    [InlineData("\"lines\": [", "\"line\": [", "modbus.line")]
    [InlineData("\"modbus\": {\"lines\"", "\"modbuss\": {\"lines\"", "modbuss")]
    [InlineData("\"modbus\": {\"device\": \"d1\"", "\"modbuss\": {\"device\": \"d1\"", "points[0].modbuss")]
    public void What_only_follows_is_not_told(string sound, string bad, string path)
    {
        var paths = Paths(_folder.Load(ConfigurationFolder.Sound.Replace(sound, bad, StringComparison.Ordinal)));

        paths.ShouldContain(path);
        paths.ShouldNotContain("points[0].modbus.device");
        paths.ShouldNotContain("points[0]");
    }

    [Fact]
    public void A_device_with_an_error_of_shape_still_tells_its_template()
    {
        var paths = Paths(_folder.Load(ConfigurationFolder.Sound.Replace("\"points\": [", """
            "devices": [{"id": "g", "template": "none", "addressOffset": "x"}, {"id": 7, "template": "none"}, {"template": 1, "id": "h", "points": {"a": null}}],
            "points": [
            """)));

        paths.ShouldContain("devices[0].template");
        paths.ShouldContain("devices[0].addressOffset");
        paths.ShouldContain("devices[1].id");
        paths.ShouldContain("devices[2].template");
        paths.ShouldNotContain("devices[2].template = ?");
    }

    [Theory]
    [InlineData("\"points\": {}")]
    [InlineData("\"points\": \"p\"")]
    [InlineData("\"points\": null")]
    public void Points_that_are_no_list_are_told(string points) =>
        Paths(_folder.Load("{\"site\": {\"id\": \"s1\", \"name\": {\"zh\": \"站\", \"en\": \"s\"}}, " + points + "}")).ShouldBe(["points"]);

    [Theory]
    [InlineData("1e400", "points[0].modbus.scale")]
    [InlineData("99999999999999999999999999", "points[0].modbus.address")]
    [InlineData("-1", "points[0].modbus.address")]
    [InlineData("65536", "points[0].modbus.address")]
    [InlineData("1.5", "points[0].modbus.address")]
    [InlineData("\"1\"", "points[0].modbus.address")]
    [InlineData("true", "points[0].modbus.address")]
    [InlineData("null", "points[0].modbus.address")]
    public void Numbers_out_of_reach_are_told(string number, string path)
    {
        var name = path.Split('.')[^1];
        var loaded = _folder.Load(ConfigurationFolder.Sound.Replace(
            "\"address\": 0}", name == "address" ? $"\"address\": {number}}}" : $"\"address\": 0, \"{name}\": {number}}}", StringComparison.Ordinal));

        Paths(loaded).ShouldBe([path]);
    }

    [Theory]
    [InlineData("[{\"tier\": \"red\", \"high\": 50}, {\"tier\": \"yellow\", \"high\": 60}]")]
    [InlineData("[{\"tier\": \"red\", \"low\": 50}, {\"tier\": \"yellow\", \"low\": 40}]")]
    [InlineData("[{\"tier\": \"red\", \"high\": 50, \"deadband\": -1}]")]
    [InlineData("[{\"tier\": \"red\", \"high\": 500}]")]
    [InlineData("[{\"tier\": \"red\"}]")]
    public void Limits_that_contradict_each_other_or_the_range_are_told(string limits)
    {
        var loaded = _folder.Load(ConfigurationFolder.Sound.Replace("[{\"tier\": \"red\", \"high\": 50}]", limits, StringComparison.Ordinal));

        Paths(loaded).ShouldNotBeEmpty();
        Paths(loaded).ShouldAllBe(path => path.StartsWith("points[0].judgement.limits"));
    }

    [Fact]
    public void A_byte_order_mark_comments_and_trailing_commas_are_taken()
    {
        _folder.Write("edge.json", "");
        File.WriteAllText(_folder.Source.File, "// first\n/* second */" + ConfigurationFolder.Sound + "// last\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        ConfigurationLoader.Load(_folder.Source).Errors.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "edge.json:1:1")]
    [InlineData("   \n", "edge.json:2:1")]
    [InlineData("// only a comment", "edge.json:1:18")]
    [InlineData("[]", "edge.json")]
    [InlineData("null", "edge.json")]
    [InlineData("{\"site\": {\n  \"id\": 'a'\n}}", "edge.json:2:9")]
    public void What_is_no_object_is_told_with_its_place(string text, string path)
    {
        var error = _folder.Load(text).Errors.Items.ShouldHaveSingleItem();

        error.Path.ShouldBe(path);
        error.Allowed.Zh.ShouldNotBeEmpty();
        error.Allowed.En.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(0xD6, 0xD0)]
    [InlineData(0xFF, 0xFE)]
    public void A_file_that_is_not_utf8_is_told(byte first, byte second)
    {
        var bytes = Encoding.UTF8.GetBytes(ConfigurationFolder.Sound.Replace("站点", "??", StringComparison.Ordinal));
        var at = bytes.AsSpan().IndexOf("??"u8);
        (bytes[at], bytes[at + 1]) = (first, second);
        _folder.Write("edge.json", "");
        File.WriteAllBytes(_folder.Source.File, bytes);

        ConfigurationLoader.Load(_folder.Source).Errors.Items.ShouldHaveSingleItem().Allowed.En.ShouldContain("UTF-8");
    }

    private static List<string> Paths(LoadedConfiguration loaded)
    {
        loaded.Errors.Items.ShouldAllBe(error => error.Allowed.Zh.Length > 0 && error.Allowed.En.Length > 0);
        return [.. loaded.Errors.Items.Select(error => error.Path.Replace("edge.json: ", "", StringComparison.Ordinal))];
    }
}
