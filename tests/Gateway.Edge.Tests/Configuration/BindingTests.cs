using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Composition;

namespace Gateway.Edge.Tests.Configuration;

public sealed class BindingTests
{
    [Theory]
    [InlineData("\"topic\": \"t/2\"", "\"topic\": \"t/#/x\"", "points[1].mqtt.topic")]
    [InlineData("\"topic\": \"t/2\"", "\"topic\": \"t/2\", \"format\": \"xml\"", "points[1].mqtt.format")]
    [InlineData("\"topic\": \"t/2\"", "\"topic\": \"t/2\", \"format\": \"binary\", \"binary\": {\"type\": \"int7\"}", "points[1].mqtt.binary")]
    [InlineData("\"address\": 0}", "\"address\": 0, \"status\": {\"point\": \"p9\", \"bits\": {\"fault\": 0}}}", "points[0].modbus.status.point")]
    [InlineData("\"address\": 0}", "\"address\": 0, \"status\": {\"point\": \"p1\", \"bits\": {\"fault\": 0}}}", "points[0].modbus.status.point")]
    public void A_bad_binding_is_told(string sound, string bad, string path)
    {
        using var folder = new ConfigurationFolder();
        var loaded = folder.Load(ConfigurationFolder.Sound.Replace(sound, bad, StringComparison.Ordinal));

        loaded.Errors.Items.ShouldContain(error => error.Path == $"edge.json: {path}");
    }

    [Theory]
    [InlineData("float32", "abcd", null, "0141200000", 10)]
    [InlineData("float32", "cdab", null, "0100004120", 10)]
    [InlineData("bcd16", "abcd", null, "011234", 1234)]
    [InlineData("integerDecimal", "abcd", null, "011409", 20.9)]
    [InlineData("uint16", "abcd", 3, "010008", 1)]
    [InlineData("uint8", "abcd", null, "01FF", 255)]
    public void Binary_payloads_are_read_by_the_rules_of_registers(string type, string order, int? bit, string hex, double expected)
    {
        var decoder = RegisterPayloadDecoder.Factory.Create(new MqttBinaryOptions { Position = 1, Type = type, Order = order, Bit = bit })!;

        decoder.TryDecode(Convert.FromHexString(hex), out var value, out var quality).ShouldBeTrue();
        value.ShouldBe(expected, 1e-9);
        quality.ShouldBe(Quality.Good);
        decoder.TryDecode(Convert.FromHexString(hex).AsSpan()[..^1], out _, out _).ShouldBeFalse();
    }
}
