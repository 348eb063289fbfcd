using System.Security.Cryptography;
using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Alarms;
using Gateway.Edge.Tests.Api;
using Gateway.Edge.Tests.Composition;
using Gateway.Edge.Tests.Configuration;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>Who has the broker but not the center's key, at a site that sounds: nothing is silenced, nothing is sounded, and people are told.</summary>
public sealed class SignedCommandTests : IDisposable
{
    private readonly ECDsa _center = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConfigurationFolder _folder = new();

    public void Dispose()
    {
        _center.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_broker_that_was_taken_over_silences_no_alarm_and_only_the_center_of_this_gateway_acknowledges_it()
    {
        await using var site = new SounderSite { Value = 0 };
        await using var ear = await LinkEar.StartAsync();
        await using var gateway = await StartAsync(site, ear);
        site.Value = 80;
        await Eventually.TrueAsync(() => site.Sounds, 20);
        var alarm = (await AlarmAsync(gateway)).AlarmId;
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CommandMessage With(CommandMessage command) => command with { Alarm = alarm, Reason = "looked at" };
        var forged = new Dictionary<string, Func<CommandMessage, CommandMessage>>
        {
            ["unsigned"] = With,
            ["stranger"] = command => Signed(With(command), stranger),
            ["otherEdge"] = command => Signed(With(command), edge: "edge-2"),
            ["otherSite"] = command => Signed(With(command), site: "s2"),
            ["otherAlarm"] = command => Signed(With(command) with { Alarm = "p2/other" }) with { Alarm = alarm },
            ["otherPerson"] = command => Signed(With(command)) with { Actor = "another" },
            ["otherReason"] = command => Signed(With(command)) with { Reason = "another" },
            ["otherId"] = command => Signed(With(command) with { Id = "first" }) with { Id = command.Id },
            ["ofAnotherKind"] = command => Signed(With(command) with { Kind = "sound" }) with { Kind = command.Kind },
            ["prolonged"] = command => Signed(With(command)) with { ExpiresAt = command.ExpiresAt.AddDays(300) },
            ["noBase64"] = command => With(command) with { Signature = "?" },
        };
        foreach (var (id, with) in forged)
        {
            var refused = await ear.AskAsync(id, "acknowledge", with);
            refused.Outcome.ShouldBe("refused", id);
            refused.Why!.En.ShouldContain("sign", Case.Sensitive, id);
            refused.Why.Zh.ShouldContain("签名", Case.Sensitive, id);
        }

        site.Sounds.ShouldBeTrue();
        (await AlarmAsync(gateway)).State.ShouldNotBe(AlarmState.Acknowledged);
        var log = gateway.Runtime.Log.ReadAfter(0, 16 << 20).Select(entry => (entry.Kind, Text: Encoding.UTF8.GetString(entry.Payload.Span))).ToList();
        log.Count(entry => entry.Kind == LogEntryKind.System && entry.Text.Contains("commandNotSigned", StringComparison.Ordinal)).ShouldBe(forged.Count, "it goes to the center with the events");

        // The id of a forged one is not used up by it.
        (await ear.AskAsync("true", "acknowledge", command => Signed(With(command)))).ShouldSatisfyAllConditions(answer => answer.Outcome.ShouldBe("done", answer.Why?.En));
        (await AlarmAsync(gateway)).State.ShouldBe(AlarmState.Acknowledged);
    }

    [Fact]
    public async Task A_broker_that_was_taken_over_neither_sounds_nor_ends_a_call_of_the_center_and_a_flood_of_forgeries_fills_no_log()
    {
        await using var site = new SounderSite { Value = 0 };
        await using var ear = await LinkEar.StartAsync();
        await using var gateway = await StartAsync(site, ear);

        (await ear.AskAsync("1", "sound", command => command with { On = true })).Outcome.ShouldBe("refused");
        site.Sounds.ShouldBeFalse();
        (await ear.AskAsync("2", "sound", command => Signed(command with { On = true }))).Outcome.ShouldBe("done");
        (await ear.AskAsync("3", "sound", command => command with { On = false })).Outcome.ShouldBe("refused");
        (await ear.AskAsync("4", "sound", command => Signed(command with { On = true }) with { On = false })).Outcome.ShouldBe("refused");
        site.Sounds.ShouldBeTrue();

        for (var i = 0; i < 60; i++)
        {
            (await ear.AskAsync($"flood-{i}", "sound", command => command with { On = false })).Outcome.ShouldBe("refused");
        }

        gateway.Runtime.Log.ReadAfter(0, 16 << 20).Count(entry => Encoding.UTF8.GetString(entry.Payload.Span).Contains("commandNotSigned", StringComparison.Ordinal))
            .ShouldBeInRange(20, 40, "at most 20 a minute");
        (await ear.AskAsync("table", "table")).Outcome.ShouldBe("done", "what changes nothing needs no signature");
        (await ear.AskAsync("5", "sound", command => Signed(command with { On = false }))).Outcome.ShouldBe("done");
        site.Sounds.ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_that_was_there_and_is_gone_opens_nothing()
    {
        await using var site = new SounderSite { Value = 0 };
        await using var ear = await LinkEar.StartAsync();
        await using var gateway = await StartAsync(site, ear);
        File.Delete(Path.Combine(_folder.Path, "center.pub"));

        var refused = await ear.AskAsync("1", "sound", command => command with { On = true });

        (refused.Outcome, refused.Why!.En.Contains("center.pub", StringComparison.Ordinal)).ShouldBe(("refused", true));
        site.Sounds.ShouldBeFalse();
    }

    private CommandMessage Signed(CommandMessage command, ECDsa? key = null, string site = "s1", string edge = "edge-1") =>
        command with { Signature = CommandSignature.Sign(key ?? _center, "c1", site, edge, command) };

    private static async Task<AlarmRecord> AlarmAsync(RunningGateway gateway) =>
        (await gateway.Runtime.Pipeline.GetAlarmsAsync(CancellationToken.None)).Single(alarm => alarm.PointId == "p1");

    private async Task<RunningGateway> StartAsync(SounderSite site, LinkEar ear)
    {
        _folder.Write("center.pub", _center.ExportSubjectPublicKeyInfoPem());
        var uplink = $$"""
            "uplink": {"county": "c1", "heartbeat": "1s", "liveInterval": "200ms", "offerKeyFile": "center.pub",
              "broker": {"host": "127.0.0.1", "port": {{ear.Port}}, "reconnect": {"minMs": 50, "maxMs": 200} } },
            """;
        var gateway = await RunningGateway.StartAsync(site.Configuration.Replace("\"reload\"", $"{uplink} \"reload\"", StringComparison.Ordinal), _folder);
        await Eventually.TrueAsync(() => ear.States.Any(state => state.Online), 20);
        await Eventually.TrueAsync(() => gateway.Runtime.Drivers.ModbusDrivers[0].GetHealth().State == LinkState.Online, 20);
        return gateway;
    }
}
