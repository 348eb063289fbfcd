using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Fuzz.Engine;

namespace Gateway.Fuzz.Targets.Link;

/// <summary>Topics of the link and topic filters: what is taken apart gives the same topic; a filter takes itself.</summary>
internal sealed class TopicTarget : FuzzTarget
{
    public override string Name => "topics";

    public override IReadOnlyList<string> Tokens { get; } = ["rgw/v1/", "/+/", "/#", "events", "live", "/", "$SYS", "{device}"];

    public override IEnumerable<byte[]> Seeds() => ["rgw/v1/county/s-01/edge-1/events"u8.ToArray(), "a/+/c/#"u8.ToArray()];

    public override string Execute(byte[] input)
    {
        var topic = Encoding.UTF8.GetString(input);
        var isLink = LinkTopics.TryParse(topic, out var address);
        Oracle.Demand(!isLink || LinkTopics.Of(address.County, address.Site, address.Edge, address.Leaf) == topic, "a topic taken apart gives the same topic");
        var (isTopic, isFilter) = (TopicFilter.IsValidTopic(topic), TopicFilter.IsValid(topic));
        Oracle.Demand(!isTopic || isFilter, "a topic is a filter");
        var utf8 = Encoding.UTF8.GetBytes(topic);
        Oracle.Demand(!isTopic || TopicFilter.Matches(utf8, utf8), "a topic takes itself");
        var rooted = "rgw/v1/county/#"u8;
        Oracle.Demand(!TopicFilter.Matches(rooted, utf8) || topic.StartsWith("rgw/v1/county", StringComparison.Ordinal), "a filter takes nothing outside of it");
        _ = TopicFilter.Matches(utf8, "rgw/v1/county/s-01/edge-1/events"u8);
        _ = TopicTemplate.ToFilter(TopicTemplate.Fill(topic, new Dictionary<string, string> { ["device"] = "x" }));
        return $"{isLink} {isTopic} {isFilter} {topic.Count(letter => letter == '/')}";
    }
}
