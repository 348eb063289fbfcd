using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Tests.Uplink.Messages;

public class LinkTopicsTests
{
    [Fact]
    public void A_topic_is_taken_apart_as_it_was_put_together()
    {
        LinkTopics.TryParse(LinkTopics.Of("c1", "s1", "edge-1", LinkTopics.Live), out var address).ShouldBeTrue();
        address.ShouldBe(new LinkAddress("c1", "s1", "edge-1", "live"));
        LinkTopics.All("c1", LinkTopics.Live).ShouldBe("rgw/v1/c1/+/+/live");
    }

    [Theory]
    [InlineData("")]
    [InlineData("rgw/v1/c1/s1/edge-1")]
    [InlineData("rgw/v1/c1/s1/edge-1/live/more")]
    [InlineData("rgw/v1/c1/s1/edge-1/live/more/and/more")]
    [InlineData("rgw/v2/c1/s1/edge-1/live")]
    [InlineData("other/v1/c1/s1/edge-1/live")]
    [InlineData("rgw/v1/c1//edge-1/live")]
    [InlineData("rgw/v1/c1/s1/edge-1/")]
    public void Anything_else_is_no_topic_of_the_link(string topic) => LinkTopics.TryParse(topic, out _).ShouldBeFalse();
}
