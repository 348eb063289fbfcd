using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Tests.Protocol;

public sealed class TopicFilterTests
{
    [Theory]
    [InlineData("sport/tennis/+", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("sport/#", "sport", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("#", "$SYS/a", false)]
    [InlineData("+/a", "$SYS/a", false)]
    [InlineData("$SYS/#", "$SYS/a", true)]
    [InlineData("a/b", "a/b/c", false)]
    public void Matches_the_examples_of_section_4_7(string filter, string topic, bool expected) =>
        TopicFilter.Matches(Encoding.UTF8.GetBytes(filter), Encoding.UTF8.GetBytes(topic)).ShouldBe(expected);

    [Theory]
    [InlineData("a/#", true)]
    [InlineData("a/#/b", false)]
    [InlineData("a+/b", false)]
    [InlineData("", false)]
    [InlineData("a\0", false)]
    public void Knows_valid_filters(string filter, bool expected) => TopicFilter.IsValid(filter).ShouldBe(expected);

    [Fact]
    public void Agrees_with_a_slow_obvious_matcher()
    {
        var level = Gen.Elements("a", "b", "", "+", "#");
        var text = level.ListOf().Select(l => string.Join('/', l)).Where(t => t.Length > 0);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000),
            Prop.ForAll(text.Where(TopicFilter.IsValid).ToArbitrary(), text.Where(TopicFilter.IsValidTopic).ToArbitrary(), (filter, topic) =>
                TopicFilter.Matches(Encoding.UTF8.GetBytes(filter), Encoding.UTF8.GetBytes(topic)) == Obvious(filter.Split('/'), topic.Split('/'))));
    }

    [Fact]
    public void Placeholders_left_become_one_level_wildcards() =>
        TopicTemplate.ToFilter(TopicTemplate.Fill("site/{area}/{device}/v", new Dictionary<string, string> { ["device"] = "g1" })).ShouldBe("site/+/g1/v");

    private static bool Obvious(string[] filter, string[] topic)
    {
        for (var i = 0; i < filter.Length; i++)
        {
            if (filter[i] == "#")
            {
                return true;
            }

            if (i >= topic.Length || (filter[i] != "+" && filter[i] != topic[i]))
            {
                return i == topic.Length && filter[i] == "#";
            }
        }

        return filter.Length == topic.Length;
    }
}
