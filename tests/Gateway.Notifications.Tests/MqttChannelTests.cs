using System.Text.Json;
using Gateway.Contracts.V1;
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
