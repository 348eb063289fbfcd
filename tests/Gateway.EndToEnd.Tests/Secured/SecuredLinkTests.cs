using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.EndToEnd.Tests.Secured.Support;
using Gateway.Testing.Link.County;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Secured;

/// <summary>The link over TLS with an identity for each gateway, set up from the page that describes it.</summary>
public sealed class SecuredLinkTests
{
    private const string Site = LinkedGateway.Site;
    private const string NoEvent = """{"version":1}""";
    private static readonly string s_other = SecuredBroker.UserOf("edge-2");
    private static readonly string s_own = SecuredBroker.UserOf("edge-1");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gateway_and_center_work_over_it_and_another_gateway_can_neither_speak_for_one_nor_hear_nor_replace_it(bool certificates)
    {
        await using var broker = new SecuredBroker(certificates);
        await broker.StartAsync();
        await using var county = await SecuredCounty.StartedAsync(broker);
        await county.LinkedAsync();
        await county.GasAsync(60);
        await WarningsAsync(county, 1);

        // Another says for it that it went offline, and what is no event at all.
        await PublishAsync(broker, s_other, LinkTopics.State, await OfflineAsync(county));
        await PublishAsync(broker, s_other, LinkTopics.Events, NoEvent);

        // Nor does it hear what is for the other, nor take its session.
        (await HeardAsync(broker, s_other, "-W", "3", "-v")).ShouldBe("Timed out", "it heard nothing");
        await HeardAsync(broker, s_other, "-W", "2", "-i", $"rgw-{SecuredBroker.County}-{Site}-edge-1");
        await county.GasAsync(5);
        await county.GasAsync(70);
        await WarningsAsync(county, 2);
        (await county.Api.FactsAsync(Site, "edge.offline")).ShouldBeEmpty();
        county.CenterOutput.ShouldNotContain("was set aside");
        (county.CenterOutput + county.Gateway.Output).ShouldNotContain("is down");

        // The same words by the identity of the gateway itself do arrive: so it was the list that held them back.
        await county.Gateway.StopAsync();
        await PublishAsync(broker, s_own, LinkTopics.Events, NoEvent);
        await Eventually.TrueAsync(
            () => Task.FromResult(county.CenterOutput.Contains("was set aside", StringComparison.Ordinal)), 20, () => $"it is set aside:\n{county.CenterOutput}");
    }

    private static async Task<string> OfflineAsync(SecuredCounty county)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Encoding.UTF8.GetString(LinkJson.Encode(new StateMessage
        {
            Online = false, Epoch = (await county.UplinkAsync())["epoch"]!.GetValue<string>(), SentAt = now, StartedAt = now, ProductVersion = "1", Head = 1, HeadTime = now, First = 1,
            EventsReceipted = 0, ReadingsReceipted = 0, TableHash = "t", SilenceS = 30,
        }));
    }

    private static Task WarningsAsync(SecuredCounty county, int raised) => Eventually.TrueAsync(
        async () => (await county.Api.AllAsync($"warnings?site={Site}")).Count(row => row["tier"]!.GetValue<string>() == "red") >= raised, 30,
        () => $"{raised} red warnings.\nCenter:\n{county.CenterOutput}\nGateway:\n{county.Gateway.Output}");

    private static async Task PublishAsync(SecuredBroker broker, string user, string leaf, string payload)
    {
        // Of MQTT 5 the broker says that it was not allowed; the code of the program is the same.
        var (_, output) = await broker.ClientAsync("mosquitto_pub", user, "-V", "mqttv5", "-q", "1", "-t", LinkTopics.Of(SecuredBroker.County, Site, "edge-1", leaf), "-m", payload);
        output.Contains("Not authorized", StringComparison.OrdinalIgnoreCase).ShouldBe(user == s_other, output);
    }

    private static async Task<string> HeardAsync(SecuredBroker broker, string user, params string[] arguments) =>
        (await broker.ClientAsync("mosquitto_sub", user, ["-q", "1", "-t", LinkTopics.Of(SecuredBroker.County, Site, "edge-1", "#"), .. arguments])).Output;
}
