using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.Core.Alarms.Traffic.Grouping;
using Gateway.Core.Warnings;
using Gateway.Notifications.Mqtt;
using Gateway.Notifications.Sounder;
using Gateway.Notifications.Webhook;
using Gateway.Pipeline.Configuration;
using Gateway.Pipeline.Ports;

namespace Gateway.Notifications.Tests;

public sealed class MqttChannelTests : IMqttPublisher
{
    private readonly List<(string Topic, byte[] Payload, int Qos, bool Retain)> _sent = [];
    private bool _online = true;

    public ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, int qos, bool retain, CancellationToken cancellation)
    {
        _sent.Add((topic, payload.ToArray(), qos, retain));
        return ValueTask.FromResult(_online);
    }

    [Fact]
    public async Task Publishes_the_contract_on_the_filled_topic()
    {
        var channel = new MqttWarningChannel(new MqttChannelOptions { Topic = "w/{tier}/{area}/{point}", Qos = 2, Retain = true }, "s", this);
        (await channel.SendAsync(Warnings.Of(WarningTier.None, WarningTier.Red, "a/+b"), default)).ShouldBe(NotifyOutcome.Delivered);
        var (topic, payload, qos, retain) = _sent.Single();
        (topic, qos, retain).ShouldBe(("w/red/_/a__b", 2, true));
        JsonSerializer.Deserialize(payload, WarningMessageJson.Default.WarningMessage)!.TierName.Zh.ShouldBe("红色预警（Ⅰ级）");
    }

    [Fact]
    public async Task The_message_carries_inputs_advice_trust_clause_and_confidence()
    {
        await new MqttWarningChannel(new MqttChannelOptions(), "s", this).SendAsync(Warnings.Explained(), default);
        var message = JsonSerializer.Deserialize(_sent.Single().Payload, WarningMessageJson.Default.WarningMessage)!;
        message.Type.ShouldBe("warning");
        message.Inputs.ShouldHaveSingleItem().ShouldBe(new WarningInput("gas-01.lel", 52, "%LEL", "good", new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)));
        (message.Advice!.Zh, message.Trust!.En, message.WhyNotHigher!.En).ShouldBe(("撤离", "calibration overdue", "it is the highest"));
        (message.Rule.Clause, message.Rule.Confidence, message.Rule.Law, message.Rule.UnreviewedDefault).ShouldBe(("GB/T 50493-2019 5.5.2", "V", true, true));
        message.Occurrence.ShouldBe("gas-01.lel/red-high@7");
    }

    [Fact]
    public async Task A_summary_is_told_in_the_form_of_a_warning_and_never_retained()
    {
        var summary = new WarningSummary(
            "flood@5", IsFlood: true, 1, 5, 3, [new("a", "yard", WarningTier.Yellow, 2, 1), new("b", "yard", WarningTier.Blue, 1, 1)], new("泛滥", "flood"));
        await new MqttWarningChannel(new MqttChannelOptions { Topic = "w/{point}", Retain = true }, "s", this).SendAsync(summary, default);
        var (topic, payload, _, retain) = _sent.Single();
        (topic, retain).ShouldBe(("w/flood", false));
        var message = JsonSerializer.Deserialize(payload, WarningMessageJson.Default.WarningMessage)!;
        (message.Type, message.Tier, message.Id, message.Reason.Zh).ShouldBe(("summary", "yellow", "flood@5", "泛滥"));
        message.Summary!.Warnings.ShouldBe(3);
        message.Summary.Points.Select(p => (p.Point, p.Tier)).ShouldBe([("a", "yellow"), ("b", "blue")]);
    }

    [Fact]
    public void Only_what_a_channel_would_pass_on_counts_for_folding()
    {
        var channel = new MqttWarningChannel(new MqttChannelOptions { MinTier = "orange" }, "s", this);
        channel.Folds.ShouldBeTrue();
        new MqttWarningChannel(new MqttChannelOptions { Fold = false }, "s", this).Folds.ShouldBeFalse();
        channel.Concerns(Warnings.Of(WarningTier.None, WarningTier.Yellow)).ShouldBeFalse();
        channel.Concerns(Warnings.Of(WarningTier.Orange, WarningTier.Yellow)).ShouldBeTrue("whoever heard a warning hears its end");
    }

    [Fact]
    public async Task A_broker_that_is_away_is_tried_again()
    {
        _online = false;
        var channel = new MqttWarningChannel(new MqttChannelOptions(), "s", this);
        (await channel.SendAsync(Warnings.Of(WarningTier.None, WarningTier.Red), default)).ShouldBe(NotifyOutcome.Retry);
    }

    [Fact]
    public void The_validators_tell_every_error_at_once()
    {
        var errors = new ConfigurationErrors();
        MqttChannelOptionsValidator.Validate(new MqttChannelOptions { Topic = "a/#/{nobody}", Qos = 3, MinTier = "pink" }, "m", errors);
        WebhookOptionsValidator.Validate(new WebhookOptions { Name = "", Url = "ftp://x", Template = """{"a":{reasonX}""", TimeoutMs = 1 }, "w", errors);
        SounderOptionsValidator.Validate(new SounderOptions { Tier = "" }, "s", errors);
        errors.Items.Select(e => e.Path).ShouldBe(
            ["m.minTier", "m.topic", "m.connection", "m.topic", "m.qos", "w.name", "w.template", "w.url", "w.timeoutMs", "w.template", "s.tier", "s.output"],
            ignoreOrder: true);
        var good = new ConfigurationErrors();
        WebhookOptionsValidator.Validate(new WebhookOptions { Url = "https://x/y", Template = """{"a":"{tier}","v":{value}}""" }, "w", good);
        good.Items.ShouldBeEmpty();
    }
}
