using Gateway.Contracts.V1.Link;
using Gateway.Edge.Tests.Api;
using Gateway.Edge.Tests.Composition;
using Gateway.Edge.Tests.Configuration;
using Gateway.Edge.Uplink.Commands;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>A whole gateway, linked through a real broker.</summary>
public sealed class LinkedSiteTests
{
    [Fact]
    public async Task A_linked_gateway_tells_its_table_with_the_limits_in_force_its_state_its_readings_and_its_warnings_and_says_goodbye()
    {
        await using var ear = await LinkEar.StartAsync();
        await using (var gateway = await RunningGateway.StartAsync(Linked(ConfigurationFolder.Sound, ear)))
        {
            await gateway.FeedAsync("p1", 80);
            await Eventually.TrueAsync(() => ear.States.Any(state => state is { Online: true, Head: > 0, TableHash.Length: 64 }), 20);
            await Eventually.TrueAsync(() => ear.Heard.Any(heard => heard.Leaf == LinkTopics.Live), 20);
            await Eventually.TrueAsync(() => ear.Heard.Any(heard => heard.Leaf == LinkTopics.Events && IsRed(heard.Payload)), 20);

            var table = ear.Tables[^1];
            table.SiteName.En.ShouldBe("Site");
            table.Points.Where(point => !point.IsDerived).Select(point => point.Id).ShouldBe(["p1", "p2"]);
            table.Points[0].Limits.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                limit => limit.Tier.ShouldBe("red"), limit => limit.Kind.ShouldBe("high"), limit => limit.Value.ShouldBe(50));
            ear.States[^1].Epoch.ShouldBe(gateway.Runtime.Log.Epoch);
            gateway.Runtime.Uplink!.Figures.State.ShouldBe("online");
        }

        await Eventually.TrueAsync(() => !ear.States[^1].Online, 20);
        ear.States[^1].Head.ShouldBeGreaterThan(0, "a goodbye says how far the log goes; the will cannot");
    }

    [Fact]
    public async Task A_connection_that_breaks_is_told_by_the_broker_and_the_gateway_says_so_when_it_is_back()
    {
        await using var ear = await LinkEar.StartAsync();
        await using var relay = new LinkRelay(ear.Port);
        await using var gateway = await RunningGateway.StartAsync(Linked(ConfigurationFolder.Sound, relay.Port));
        await Eventually.TrueAsync(() => ear.States.Any(state => state.Online), 20);

        relay.Cut();
        await Eventually.TrueAsync(() => ear.States.Any(state => !state.Online), 20);

        var will = ear.States.Last(state => !state.Online);
        (will.Epoch, will.SilenceS, will.Head).ShouldBe((gateway.Runtime.Log.Epoch, 8, 0));
        await Eventually.TrueAsync(() => ear.States[^1].Online, 30);
    }

    [Fact]
    public async Task The_center_sounds_the_site_and_ending_that_never_silences_a_warning_of_the_sites_own()
    {
        await using var site = new SounderSite { Value = 0 };
        await using var ear = await LinkEar.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Linked(site.Configuration, ear));
        await Eventually.TrueAsync(() => ear.States.Any(state => state.Online), 20);
        await Eventually.TrueAsync(() => gateway.Runtime.Drivers.ModbusDrivers[0].GetHealth().State == LinkState.Online, 20);

        (await ear.AskAsync("1", "sound", command => command with { On = true })).Outcome.ShouldBe("done");
        site.Sounds.ShouldBeTrue();
        (await ear.AskAsync("2", "sound", command => command with { On = false })).Outcome.ShouldBe("done");
        site.Sounds.ShouldBeFalse();

        site.Value = 80;
        await Eventually.TrueAsync(() => site.Sounds, 20);
        await ear.AskAsync("3", "sound", command => command with { On = true });
        await ear.AskAsync("4", "sound", command => command with { On = false });
        site.Sounds.ShouldBeTrue();

        (await ear.AskAsync("5", "acknowledge", command => command with { Alarm = "p1/none", Reason = "no such alarm" })).Outcome.ShouldBe("refused");
        var alarm = (await gateway.Runtime.Pipeline.GetAlarmsAsync(CancellationToken.None)).Single(alarm => alarm.PointId == "p1");
        (await ear.AskAsync("6", "acknowledge", command => command with { Alarm = alarm.AlarmId })).Outcome.ShouldBe("done");
        var after = (await gateway.Runtime.Pipeline.GetAlarmsAsync(CancellationToken.None)).Single(alarm => alarm.PointId == "p1");
        after.State.ShouldBe(Core.Alarms.AlarmState.Acknowledged);
    }

    [Fact]
    public async Task A_sounder_that_does_not_confirm_is_named_in_the_answer_and_a_site_without_one_says_so()
    {
        await using var site = new SounderSite { Value = 0 };
        await using var ear = await LinkEar.StartAsync();
        await using (await RunningGateway.StartAsync(Linked(site.Configuration, ear)))
        {
            await Eventually.TrueAsync(() => ear.States.Any(state => state.Online), 20);
            await site.LoseAsync();
            var lost = await ear.AskAsync("1", "sound", command => command with { On = true });
            (lost.Outcome, lost.Why!.En).ShouldBe(("refused", "these sounders did not confirm: siren"));
        }

        await using var bare = await RunningGateway.StartAsync(Linked(ConfigurationFolder.Sound, ear));
        (await ear.AskAsync("2", "sound", command => command with { On = true })).Why!.En.ShouldContain("no sounder is configured");
    }

    [Fact]
    public async Task Table_and_readings_are_sent_again_when_the_center_asks()
    {
        await using var ear = await LinkEar.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Linked(ConfigurationFolder.Sound, ear));
        await gateway.FeedAsync("p1", 1);
        await Eventually.TrueAsync(() => ear.Tables.Count == 1 && ear.Heard.Any(heard => heard.Leaf == LinkTopics.Live), 20);
        var head = gateway.Runtime.Log.LastSequence;
        await ear.SendAsync(LinkTopics.Receipts, LinkJson.Encode(new ReceiptMessage { Epoch = gateway.Runtime.Log.Epoch, Events = head, Readings = head, Ahead = [] }));
        await Eventually.TrueAsync(() => gateway.Runtime.Uplink!.Figures.ReadingsReceipted == head, 20);

        (await ear.AskAsync("1", "table")).Outcome.ShouldBe("done");
        (await ear.AskAsync("2", "resend", command => command with { Lane = LinkLane.Readings, Range = new SequenceRange(0, head) })).Outcome.ShouldBe("done");
        (await ear.AskAsync("3", "resend", command => command with { Lane = LinkLane.Readings, Range = new SequenceRange(0, head + 1000) })).Outcome.ShouldBe("refused");

        await Eventually.TrueAsync(() => ear.Tables.Count == 2 && ear.Heard.Any(heard => heard.Leaf == LinkTopics.Backlog), 20);
    }

    private static string Linked(string json, LinkEar ear) => Linked(json, ear.Port);

    private static string Linked(string json, int port) => json.Replace(
        "\"reload\"",
        $"\"uplink\": {{\"county\": \"c1\", \"heartbeat\": \"1s\", \"liveInterval\": \"200ms\", \"broker\": {{\"host\": \"127.0.0.1\", \"port\": {port}, \"reconnect\": {{\"minMs\": 50, \"maxMs\": 200}}}}}}, \"reload\"",
        StringComparison.Ordinal);

    private static bool IsRed(byte[] payload) =>
        LinkJson.TryDecode<EventMessage>(payload, out _) is { Kind: "warning" } message && message.Body.GetRawText().Contains("\"red\"", StringComparison.OrdinalIgnoreCase);
}
