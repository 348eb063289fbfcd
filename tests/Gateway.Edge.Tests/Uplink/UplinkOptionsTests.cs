using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Uplink;

public sealed class UplinkOptionsTests
{
    [Fact]
    public void Every_error_of_the_section_is_told_at_once()
    {
        using var folder = new ConfigurationFolder();
        var loaded = folder.Load(With("""
            {"county": "a/b", "edge": "", "liveInterval": "100ms", "heartbeat": "6min", "receiptTimeout": "500ms", "silentAfter": "5s", "backlogRate": 99,
             "mostUnreceipted": 1001, "broker": {"host": "127.0.0.1", "port": 70000, "will": {"topic": "t", "payload": "x"}, "subscriptions": [{"filter": "a"}]}}
            """));

        loaded.Errors.Items.Select(error => error.Path).ShouldBe(
            [.. new[] { "county", "edge", "liveInterval", "heartbeat", "receiptTimeout", "silentAfter", "backlogRate", "mostUnreceipted", "broker.will", "broker.subscriptions", "broker.port" }.Select(name => $"edge.json: uplink.{name}")],
            ignoreOrder: true);
    }

    [Fact]
    public void Two_words_are_enough_and_the_link_names_itself()
    {
        using var folder = new ConfigurationFolder();
        var loaded = folder.Load(With("""{"county": "c1", "broker": {"host": "127.0.0.1", "port": 1883}}"""));

        loaded.Errors.Items.ShouldBeEmpty();
        var uplink = loaded.Options!.Uplink!;
        uplink.SilenceS.ShouldBe(35);
        var broker = uplink.BrokerOf("s1", "gone");
        broker.ClientId.ShouldBe("rgw-c1-s1-edge-1");
        (broker.Will!.Topic, broker.Will.Payload, broker.Will.Retain, broker.Will.Qos).ShouldBe(("rgw/v1/c1/s1/edge-1/state", "gone", true, 1));
        broker.Subscriptions.Select(one => one.Filter).ShouldBe(["rgw/v1/c1/s1/edge-1/receipts", "rgw/v1/c1/s1/edge-1/commands"]);
    }

    [Theory]
    [InlineData("""{"county": "c1", "broker": {"host": "10.1.2.3"}}""", false)]
    [InlineData("""{"county": "c1", "broker": {"host": "broker.county.example"}}""", false)]
    [InlineData("""{"county": "c1", "broker": {"host": "127.0.0.1.county.example"}}""", false)]
    [InlineData("""{"county": "c1", "broker": {"host": "10.1.2.3", "tls": {}}}""", true)]
    [InlineData("""{"county": "c1", "allowPlain": true, "broker": {"host": "10.1.2.3"}}""", true)]
    [InlineData("""{"county": "c1", "broker": {"host": "LocalHost"}}""", true)]
    [InlineData("""{"county": "c1", "broker": {"host": "::1"}}""", true)]
    public void A_broker_on_another_machine_is_refused_without_tls_unless_an_explicit_word_allows_it(string uplink, bool isTaken)
    {
        using var folder = new ConfigurationFolder();
        var loaded = folder.Load(With(uplink));

        loaded.Errors.Items.Select(error => error.Path).ShouldBe(isTaken ? [] : ["edge.json: uplink.broker.tls"]);
        loaded.Errors.Items.ShouldAllBe(error => error.Allowed.En.Contains("uplink.allowPlain") && error.Allowed.Zh.Contains("uplink.allowPlain"));
    }

    [Fact]
    public async Task What_was_allowed_and_a_missing_key_of_the_center_stand_in_the_self_test()
    {
        (await UplinkItemAsync("""{"county": "c1", "allowPlain": true, "broker": {"host": "192.0.2.1"}}""")).ShouldSatisfyAllConditions(
            item => item.IsGood.ShouldBeFalse(), item => item.Text.En.ShouldContain("not encrypted"), item => item.Text.Zh.ShouldContain("未加密"));
        (await UplinkItemAsync("""{"county": "c1", "broker": {"host": "127.0.0.1", "port": 1}}""")).ShouldSatisfyAllConditions(
            item => item.IsGood.ShouldBeTrue(), item => item.Text.En.ShouldContain("enrol"), item => item.Text.Zh.ShouldContain("enrol"));
    }

    private static async Task<Hosting.Health.SelfTestItem> UplinkItemAsync(string uplink)
    {
        await using var gateway = await Api.RunningGateway.StartAsync(With(uplink));
        return gateway.Runtime.SelfTest!.Items.Single(item => item.Name == "uplink");
    }

    private static string With(string uplink) => ConfigurationFolder.Sound.Replace("\"reload\"", $"\"uplink\": {uplink}, \"reload\"", StringComparison.Ordinal);
}
