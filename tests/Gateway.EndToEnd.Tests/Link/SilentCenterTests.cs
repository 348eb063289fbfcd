using System.Text.Json;
using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Link;

/// <summary>A center that confirms nothing, while the broker is there: the site itself must be told, by its own channels.</summary>
public sealed class SilentCenterTests
{
    [Fact]
    public async Task The_site_is_told_over_its_own_channel_and_in_the_terminal_and_told_again_when_the_center_is_back()
    {
        using var folder = new TemporaryFolder();
        await using var link = await LinkBroker.StartedAsync();
        await using var sensors = await Broker.StartAsync(folder);
        await using var listener = PeerProcess.Start("stdbuf", "-oL", "mosquitto_sub", "-p", $"{sensors.Port}", "-t", "gateway/#", "-v", "-d");
        await listener.WaitForOutputAsync("SUBACK");
        await using var gateway = new LinkedGateway(
            link.Port, sensors.Port, uplink: "\"silentAfter\": \"10s\",", sections: """ "notifications": { "mqtt": [{ "connection": "broker" }] }, """);
        await sensors.KeepForAsync(gateway.SensorClient, $"{gateway.Edge}/#");
        await gateway.StartAsync();

        await listener.WaitForOutputAsync("the warning center has confirmed nothing since", 40);

        listener.Output.ShouldContain("gateway.link");
        listener.Output.ShouldContain(JsonEncodedText.Encode("预警中心自").Value);
        (await gateway.Process.GetAsync("/api/v1/alarms")).ToJsonString().ShouldContain("gateway.link/silent");
        (await TopAsync(gateway, "zh")).ShouldContain("预警中心 无确认，自");
        (await TopAsync(gateway, "en")).ShouldContain("warning center confirms nothing since");

        await using var center = await CenterProcess.StartedAsync(link, CenterStores.Embedded);
        await listener.WaitForOutputAsync("the warning center confirms again", 60);
        await gateway.DrainedAsync();
        (await TopAsync(gateway, "zh")).ShouldContain("预警中心 在线");
        (await center.Api.FactsAsync(LinkedGateway.Site, "edge.online")).ShouldNotBeEmpty();
    }

    /// <summary>One look of <c>gateway top</c> in a real pseudo terminal.</summary>
    private static async Task<string> TopAsync(LinkedGateway gateway, string language)
    {
        var command = $"stty cols 160 rows 40; timeout --foreground 20 {BuildOutput.Gateway} top --url http://127.0.0.1:{gateway.ApiPort} --lang {language} --once";
        return (await PeerProcess.RunAsync("/usr/bin/env", "TERM=dumb", "LANG=C.UTF-8", "script", "-qec", command, "/dev/null")).Output;
    }
}
