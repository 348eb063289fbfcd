using Gateway.Drivers.Mqtt.Options;
using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Mqtt.Tests.Options;

public sealed class ValidatorTests
{
    [Fact]
    public void Defaults_with_an_id_are_good()
    {
        var errors = new ConfigurationErrors();
        MqttConnectionOptionsValidator.Validate(new MqttConnectionOptions { Id = "site" }, "c", errors);
        MqttConnectionOptionsValidator.Validate(new MqttConnectionOptions { Id = "no-keep-alive", KeepAliveS = 0 }, "c", errors);
        MqttPointBindingValidator.Validate(new MqttPointBinding { Connection = "site", Topic = "a/{b}" }, "p", errors);
        errors.Items.ShouldBeEmpty();
    }

    [Fact]
    public void Tells_every_error_of_a_connection_at_once()
    {
        var errors = new ConfigurationErrors();
        var options = new MqttConnectionOptions
        {
            Port = 0, Version = "4", KeepAliveS = 1, MaxInFlight = 0, PasswordFile = "/nowhere", Tls = new MqttTlsOptions { CertFile = "/nowhere" },
            Will = new MqttWillOptions { Topic = "a/#", Qos = 3 }, Subscriptions = [new MqttSubscriptionOptions { Filter = "a/#/b", Qos = 7 }],
        };
        MqttConnectionOptionsValidator.Validate(options, "c", errors);
        errors.Items.Select(e => e.Path).Order(StringComparer.Ordinal).ShouldBe(
            new[]
            {
                "c.id", "c.port", "c.version", "c.keepAliveS", "c.maxInFlight", "c.username", "c.passwordFile", "c.tls.certFile", "c.tls.keyFile",
                "c.will.topic", "c.will.qos", "c.subscriptions[0].filter", "c.subscriptions[0].qos",
            }.Order(StringComparer.Ordinal));
        errors.Items.ShouldAllBe(e => e.Allowed.Zh.Length > 0 && e.Allowed.En.Length > 0);
    }

    [Fact]
    public void Tells_every_error_of_a_binding_at_once()
    {
        var errors = new ConfigurationErrors();
        var binding = new MqttPointBinding
        {
            Topic = "", Format = "xml", Type = "int", Scale = 0, Offset = double.NaN, SourceUnit = "m", Unit = "Pa", TimeFormat = "HH", TimeOffsetMinutes = 900,
            Path = "a[", Quality = new Dictionary<string, string> { ["x"] = "fine" }, Flags = new Dictionary<string, string> { ["x"] = "loud" },
            Array = new MqttArrayOptions { IdPath = "id" },
        };
        MqttPointBindingValidator.Validate(binding, "p", errors);
        errors.Items.Select(e => e.Path).Order(StringComparer.Ordinal).ShouldBe(
            new[]
            {
                "p.connection", "p.topic", "p.format", "p.type", "p.scale", "p.offset", "p.sourceUnit", "p.timeFormat", "p.timeOffsetMinutes", "p.path",
                "p.quality.x", "p.flags.x", "p.array.id",
            }.Order(StringComparer.Ordinal));
    }
}
