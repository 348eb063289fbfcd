using System.Text.Json.Nodes;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Json;

namespace Gateway.Rules.Tests.Json;

public sealed class ConfigurationFormatTests
{
    private static readonly FormatStep[] s_steps =
    [
        new(1, new("改名", "renamed"), root => Rename(root, "old", "middle")),
        new(2, new("再改名", "renamed again"), root => Rename(root, "middle", "new")),
    ];

    [Theory]
    [InlineData("""{"old":7,"other":1}""", 2)]
    [InlineData("""{"format":1,"old":7,"other":1}""", 2)]
    [InlineData("""{"format":2,"middle":7,"other":1}""", 1)]
    [InlineData("""{"format":3,"new":7,"other":1}""", 0)]
    public void An_earlier_file_is_read_as_it_was_meant(string json, int applied)
    {
        var (root, errors) = ((JsonObject)JsonNode.Parse(json)!, new ConfigurationErrors());
        ConfigurationFormat.Upgrade(root, "edge.json", s_steps, errors).Count.ShouldBe(applied);
        errors.Items.ShouldBeEmpty();
        root.Select(member => member.Key).Order(StringComparer.Ordinal).ShouldBe(["new", "other"]);
        root["new"]!.GetValue<int>().ShouldBe(7);
    }

    [Theory]
    [InlineData("4", "newer version")]
    [InlineData("0", "1 to 3")]
    [InlineData("\"2\"", "1 to 3")]
    [InlineData("1.5", "1 to 3")]
    [InlineData("99999999999", "1 to 3")]
    [InlineData("{}", "1 to 3")]
    public void A_later_or_unreadable_format_is_refused_and_nothing_is_changed(string format, string why)
    {
        var (root, errors) = ((JsonObject)JsonNode.Parse($$"""{"format":{{format}},"old":7}""")!, new ConfigurationErrors());
        ConfigurationFormat.Upgrade(root, "edge.json", s_steps, errors).ShouldBeEmpty();
        var error = errors.Items.ShouldHaveSingleItem();
        error.Path.ShouldBe("edge.json: format");
        error.Allowed.En.ShouldContain(why);
        root.ContainsKey("old").ShouldBeTrue();
    }

    private static void Rename(JsonObject root, string from, string to)
    {
        if (root[from] is { } value)
        {
            root.Remove(from);
            root[to] = value.DeepClone();
        }
    }
}
